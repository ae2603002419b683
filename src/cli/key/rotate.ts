// Puts a new key in the place of an old one, in one statement signed with the old one.
import { enrolmentOf, type Signer } from '../../flow/device.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { Session } from '../session.ts';
import { writtenKey } from './make.ts';
import { changeKeys, custodialSigner } from './signer.ts';
import { type DeviceKey, signerFor, unlockedKey, unlockedSigner } from './unlock.ts';

export interface RotateOptions {
  /** Where the new device key is written. */
  output?: string;
  party?: string;
  reason?: string;
  input: boolean;
}

/** With a device key file: that key. Without: the key that the node holds for the party. */
export async function rotateKey(
  session: Session,
  options: RotateOptions,
  [path]: string[],
): Promise<ExitCode> {
  if (path === undefined && options.party === undefined)
    throw new CannotTell('which key? give a device key file, or --party for the key that the node holds');
  if (path !== undefined && options.output === undefined)
    throw new CannotTell('where is the new device key to be written? give -o FILE');
  // The passphrase is asked for before the directory is taken from everybody else.
  const old = path === undefined ? undefined : await unlockedKey(session, path, !options.input);
  const work = (opened: Opened): Promise<ExitCode> =>
    old === undefined
      ? rotateCustodial(session, opened, options)
      : rotateDevice(session, opened, old, path ?? '', options);
  return whileWriting(session, work, { mustExist: true });
}

async function rotateDevice(
  session: Session,
  opened: Opened,
  key: DeviceKey,
  path: string,
  { output = '', party, input, reason = '' }: RotateOptions,
): Promise<ExitCode> {
  const old = signerFor(opened.node, key, path, party);
  if (!old.ok) return session.output.refused(old.refusals);
  // The new file is on disk before the log names its key.
  await writtenKey(session, output, old.value.party, !input);
  const fresh = await unlockedSigner(session, output, { noInput: !input });
  return changeKeys(session, opened, old.value, rotation(old.value, fresh, 'device', reason));
}

async function rotateCustodial(
  session: Session,
  opened: Opened,
  { party: named = '', reason = '' }: RotateOptions,
): Promise<ExitCode> {
  const found = partyIdOf(opened.node, named);
  if (!found.ok) return session.output.refused(found.refusals);
  const party = found.value;
  const old = custodialSigner(opened.world, party);
  const valid = opened.node
    .party(party)
    ?.keys.some(({ kid, revokedAt }) => kid === old?.kid && revokedAt === null);
  if (old === undefined || valid !== true)
    return session.output.refused([
      { code: 'NO_CUSTODIAL_KEY', field: 'party', detail: `The node holds no valid key for ${party}.` },
    ]);
  opened.world.vault.create(party);
  const fresh = custodialSigner(opened.world, party);
  if (fresh === undefined) throw new Error('the key just made is not there');
  return changeKeys(session, opened, old, rotation(old, fresh, 'custodial', reason));
}

function rotation(
  old: Signer,
  fresh: Signer,
  custody: 'device' | 'custodial',
  reason: string,
): { party: string; enrols: unknown; revokes: unknown } {
  return { party: old.party, enrols: enrolmentOf(fresh, custody), revokes: { kid: old.kid, reason } };
}
