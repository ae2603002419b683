// A device key file: an Ed25519 seed under a passphrase. What is public of it can be read without one.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jwkOfPublicKey, keyThumbprint, type PublicJwk } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { publicKeyOf } from '../../store/vault.ts';
import { CannotTell } from '../fault.ts';

const format = 'selvedge-device-key/1';
// 128 MiB and about 0.3 s a guess (OWASP's first choice for scrypt, 2023).
const cost = { N: 131_072, r: 8, p: 1 };
const mostMemoryBytes = 160 * 1024 * 1024;

export interface KeyFile {
  format: typeof format;
  kid: string;
  jwk: PublicJwk;
  /** The party it was made for; null: not said yet. */
  party: string | null;
  sealed: {
    kdf: 'scrypt';
    N: number;
    r: number;
    p: number;
    salt: string;
    cipher: 'aes-256-gcm';
    nonce: string;
    text: string;
  };
}

/** A new key, sealed. The passphrase is used as typed (NFC). */
export function newKeyFile(passphrase: string, party: string | null): KeyFile {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  const kid = keyThumbprint(publicKey, nodePrimitives);
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', sealingKey(passphrase, salt), nonce).setAAD(
    associated(kid, party),
  );
  const text = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
  const sealed = {
    kdf: 'scrypt',
    ...cost,
    salt: salt.toString('base64url'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64url'),
    text: text.toString('base64url'),
  } as const;
  return { format, kid, jwk: jwkOfPublicKey(publicKey), party, sealed };
}

/** The seed; undefined where the passphrase is not the one, or the file was changed. */
export function openSeed({ kid, party, sealed }: KeyFile, passphrase: string): Buffer | undefined {
  const [salt, nonce, text] = [sealed.salt, sealed.nonce, sealed.text].map((part) =>
    Buffer.from(part, 'base64url'),
  ) as [Buffer, Buffer, Buffer];
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(passphrase, salt), nonce).setAAD(
      associated(kid, party),
    );
    decipher.setAuthTag(text.subarray(-16));
    return Buffer.concat([decipher.update(text.subarray(0, -16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

export function readKeyFile(path: string): KeyFile {
  const text = readFileSync(path, 'utf8');
  const file = parsed(text) as Partial<KeyFile> | undefined;
  const { N, r, p } = file?.sealed ?? {};
  // Other costs would let a prepared file exhaust the machine that opens it.
  const known =
    file?.format === format &&
    N === cost.N &&
    r === cost.r &&
    p === cost.p &&
    typeof file.kid === 'string' &&
    file.jwk !== undefined;
  if (!known) throw new CannotTell(`${path} is no device key file (${format})`);
  return file as KeyFile;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sealingKey(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFC'), salt, 32, { ...cost, maxmem: mostMemoryBytes });
}

/** Bound in, so that nobody can swap the name on the file without the passphrase. */
function associated(kid: string, party: string | null): Buffer {
  return Buffer.from(JSON.stringify([format, kid, party]));
}
