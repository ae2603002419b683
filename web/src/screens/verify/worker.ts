// The verifier's own thread: checking a large file leaves the screen awake.
import { answerQuestions } from '../../checking/checker.ts';

answerQuestions();
