// A real witness over HTTP, in this process, that knows the log.
import { parseCheckpointText, parseNote, withSignatures, formatVerifierKey } from '#verifier';
import type { LogKey } from '#verifier';
import { serve } from '../../http/serve.ts';
import { ask, type Asked, offeredHead } from '../../witness/ask.ts';
import { witnessApp } from '../../witness/door.ts';
import { openWitness, originHashOf } from '../../witness/witness.ts';
import type { Stage } from './stage.ts';

export interface WitnessDoor {
  /** Its verifier key. */
  readonly vkey: string;
  readonly url: string;
  /** Asks it for the head of now, and keeps what it signs where the node's evidence finds it. */
  cosign(stage: Stage): Promise<Asked>;
  /** The last head that it signed: size and note. */
  latest(): { size: number; note: string } | undefined;
  close(): Promise<void>;
}

const timeoutMs = 5_000;

export async function openWitnessDoor(
  directory: string,
  log: LogKey,
  clock: { nowMs: number },
): Promise<WitnessDoor> {
  const witness = openWitness(directory, {
    ...{ logs: [log], name: 'witness.example/cheats' },
    nowMs: () => clock.nowMs,
  });
  const faults: unknown[] = [];
  const app = witnessApp(witness, (fault) => void faults.push(fault));
  const door = await serve(app, { port: 0, graceMs: 100 });
  const vkey = formatVerifierKey(witness.key);
  return {
    ...{ vkey, url: door.url },
    cosign: async ({ node, world }) => {
      const head = offeredHead(node.checkpoint(), (older, size) => node.consistencyProof(older, size));
      const options = { signal: AbortSignal.timeout(timeoutMs), nowMs: clock.nowMs };
      const asked = await ask({ key: witness.key, url: door.url }, head, 0, options);
      if (faults.length > 0) throw faults[0];
      if (asked.ok)
        world.cosigned.keep({
          size: head.size,
          note: withSignatures(head.note, [asked.signature]),
          witnesses: [vkey],
        });
      return asked;
    },
    latest: () => headOf(witness.latest(originHashOf(log.name))),
    close: async () => {
      await door.close();
      witness.close();
    },
  };
}

function headOf(note: string | undefined): { size: number; note: string } | undefined {
  const parsed = note === undefined ? undefined : parseNote(note);
  const size = parsed?.ok ? parseCheckpointText(parsed.note.text)?.size : undefined;
  return note === undefined || size === undefined ? undefined : { size, note };
}
