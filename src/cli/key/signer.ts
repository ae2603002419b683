// Signs records about keys with a key that the node holds, or with one of a device, and hands them in like anybody's.
import type { CaptureOutcome } from '../../flow/answers.ts';
import { type DeviceTools, type Signer, signRecord } from '../../flow/device.ts';
import type { World } from '../../flow/world.ts';
import type { Opened } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { Session } from '../session.ts';
import { partyLines } from '../party-words.ts';

/** The key that the node holds for a party; undefined where it holds none. */
export function custodialSigner({ vault }: World, party: string): Signer | undefined {
  const key = vault.keyOf(party);
  return key === undefined ? undefined : { party, ...key, sign: (bytes) => vault.sign(key.kid, bytes) };
}

export function operatorSigner({ world, node }: Opened): Signer {
  const signer = custodialSigner(world, node.operator);
  if (signer === undefined) throw new CannotTell('the node does not hold the key of its operator');
  return signer;
}

export function deviceTools({ primitives, randomBytes, clock }: World): DeviceTools {
  return { primitives, randomBytes, nowMs: () => clock.nowMs() };
}

/** A `key` statement, recorded; what is shown is the party after it. */
export async function changeKeys(
  session: Session,
  opened: Opened,
  signer: Signer,
  change: Record<string, unknown> & { party: string },
): Promise<ExitCode> {
  const { node, world } = opened;
  const outcome: CaptureOutcome = await node.record(
    signRecord(signer, 'key', change, {}, deviceTools(world)),
  );
  const party = node.party(change.party);
  if (outcome.outcome === 'refused' || party === undefined) return session.output.refused(outcome.refusals);
  return session.output.answer(party, () => partyLines(party));
}
