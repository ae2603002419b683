// "An earlier checkpoint given by the reader is a prefix of this one": the log has not been rewritten since.
import { equalBytes } from '../../bytes/bytes.ts';
import { type Checkpoint, openCheckpoint } from '../../checkpoint/checkpoint.ts';
import { parseLogKey } from '../../checkpoint/verifierkey.ts';
import { verifyConsistency } from '../../merkle/consistency.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { Evidence } from '../form/evidence.ts';
import { bytesOfHash } from '../form/hash.ts';
import { type Check, failed, notChecked, passed } from '../verdict.ts';
import { headOf } from './checkpoint.ts';

export function checkConsistency(
  evidence: Evidence,
  earlier: string | undefined,
  primitives: Primitives,
): Check {
  const head = headOf(evidence.checkpoint);
  if (head === undefined) return notChecked('consistency', 'The checkpoint could not be read.');
  // The file's own proof is checked whether or not it is asked for, so that no byte of it is without meaning.
  const wrong = wrongProof(evidence, head, primitives);
  if (wrong !== undefined) return wrong;
  if (earlier === undefined)
    return notChecked('consistency', 'No earlier checkpoint was given to compare with.');
  const log = parseLogKey(evidence.log, primitives);
  const opened = log && openCheckpoint(earlier, log, primitives);
  if (!opened?.ok)
    return fail('EARLIER_NOT_OF_THIS_LOG', 'The earlier checkpoint is not signed by the log of this file.');
  return compare(evidence, head, opened.checkpoint);
}

function wrongProof({ consistency }: Evidence, head: Checkpoint, primitives: Primitives): Check | undefined {
  if (consistency === null) return undefined;
  const { from, root, proof } = consistency;
  const older = { olderSize: from, olderRoot: bytesOfHash(root), proof: proof.map(bytesOfHash) };
  const claim = { ...older, newerSize: head.size, newerRoot: head.root };
  if (verifyConsistency(claim, primitives)) return undefined;
  return fail(
    'CONSISTENCY_NOT_PROVEN',
    `The file's own proof does not show that the log of ${from} entries grew into this one.`,
  );
}

function compare({ consistency }: Evidence, head: Checkpoint, earlier: Checkpoint): Check {
  const { size } = earlier;
  if (size > head.size) {
    return notChecked(
      'consistency',
      `The checkpoint given is of ${size} entries and so later than the file's, of ${head.size}.`,
    );
  }
  if (size === 0)
    return notChecked('consistency', 'The checkpoint given is of an empty log, with which every log begins.');
  const root =
    size === head.size ? head.root : consistency?.from === size ? bytesOfHash(consistency.root) : undefined;
  if (root === undefined) {
    return notChecked(
      'consistency',
      `The file has no proof from the ${size} entries of the checkpoint given: ask the node for evidence with --since ${size}.`,
    );
  }
  if (!equalBytes(root, earlier.root)) {
    return fail(
      'LOG_FORKED',
      `The log has shown two different trees of ${size} entries: it was rewritten, or tells different readers different things.`,
    );
  }
  const detail =
    size === head.size
      ? 'The checkpoint given is that of the file.'
      : `The log of ${size} entries grew into the file's, of ${head.size}; nothing was rewritten.`;
  return passed('consistency', detail);
}

function fail(code: string, detail: string): Check {
  return failed('consistency', [{ code, detail, entries: [] }]);
}
