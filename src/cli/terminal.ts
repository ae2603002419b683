// Asking for a passphrase at a terminal: nothing of what is typed is shown.
import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { Writable } from 'node:stream';

/** The line that was typed; undefined where the input ended. */
export function askSecretly(
  question: string,
  input: ReadStream,
  tell: (text: string) => void,
): Promise<string | undefined> {
  tell(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: silent, terminal: true });
  return new Promise((resolve) => {
    let answer: string | undefined;
    reader.once('SIGINT', () => reader.close());
    reader.once('line', (line) => {
      answer = line;
      reader.close();
    });
    reader.once('close', () => {
      tell('\n');
      resolve(answer);
    });
  });
}
