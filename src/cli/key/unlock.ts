// From a device key file and a passphrase to somebody who can sign.
import { randomUUID, sign } from 'node:crypto';
import type { Signer } from '../../flow/device.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { privateKey, publicKeyOf } from '../../store/vault.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { Session } from '../session.ts';
import { openSeed, readKeyFile } from './key-file.ts';

/** A device key, opened. */
export interface DeviceKey extends Omit<Signer, 'party'> {
  /** The party that the file names. */
  party: string | null;
}

export interface UnlockOptions {
  /** The party that the key is to speak for; the file's own if it names one. */
  party?: string | undefined;
  noInput: boolean;
}

const leastPassphrase = 8;

export async function unlockedKey(session: Session, path: string, noInput: boolean): Promise<DeviceKey> {
  const file = readKeyFile(path);
  const seed = openSeed(file, await passphrase(session, `Passphrase of ${path}: `, noInput));
  if (seed === undefined) throw new CannotTell(`${path}: this is not its passphrase`);
  const key = privateKey(seed);
  return {
    party: file.party,
    kid: file.kid,
    publicKey: publicKeyOf(seed),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** Where neither the file nor the caller names a party, a new id is made for one. */
export async function unlockedSigner(
  session: Session,
  path: string,
  { party, noInput }: UnlockOptions,
): Promise<Signer> {
  const key = await unlockedKey(session, path, noInput);
  return speaking(key, party ?? key.party ?? `urn:uuid:${randomUUID()}`, path);
}

/** The key as that of a party: the one asked for, else the file's own, else the one for which the log has enrolled it. */
export function signerFor(
  node: SelvedgeNode,
  key: DeviceKey,
  path: string,
  asked: string | undefined,
): Answer<Signer> {
  const party = asked === undefined ? (key.party ?? enrolledFor(node, key.kid)) : partyIdOf(node, asked);
  if (typeof party === 'string') return { ok: true, value: speaking(key, party, path) };
  return party.ok ? { ok: true, value: speaking(key, party.value, path) } : party;
}

function enrolledFor(node: SelvedgeNode, kid: string): string {
  const owner = node.parties().find(({ keys }) => keys.some((key) => key.kid === kid));
  if (owner === undefined)
    throw new CannotTell(
      'the key file names no party, and the log has enrolled the key for none: say who speaks',
    );
  return owner.party;
}

function speaking(key: DeviceKey, party: string, path: string): Signer {
  if (key.party !== null && key.party !== party)
    throw new CannotTell(`${path} was made for ${key.party}, not for ${party}`);
  return { ...key, party };
}

/** A passphrase for a new key: typed twice, or taken from the environment. */
export async function newPassphrase(session: Session, path: string, noInput: boolean): Promise<string> {
  const first = await passphrase(session, `New passphrase for ${path}: `, noInput);
  if (first.length < leastPassphrase)
    throw new CannotTell(`a passphrase has at least ${leastPassphrase} characters`);
  if (session.io.environment.passphrase !== undefined) return first;
  if ((await passphrase(session, 'Once more: ', noInput)) !== first)
    throw new CannotTell('the two passphrases differ');
  return first;
}

async function passphrase({ io }: Session, question: string, noInput: boolean): Promise<string> {
  const known = io.environment.passphrase ?? (noInput ? undefined : await io.askSecret(question));
  if (known === undefined)
    throw new CannotTell('a passphrase is needed: set SELVEDGE_PASSPHRASE, or run this at a terminal');
  return known;
}
