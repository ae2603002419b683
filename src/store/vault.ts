// Keys that the node holds for others (custodial), its own operator key and its log key: Ed25519 seeds; and keys of
// 32 bytes that are made and used elsewhere (anchors). Sealed with AES-256-GCM under a key from the environment or a
// generated key file (mode 0600).
import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { keyThumbprint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { KeyVault } from '../flow/ports.ts';
import { opened, sealed } from './seal.ts';

const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The sealing key: 32 bytes as 64 hex digits from `fromEnvironment`, else from `path`, which is made if absent. */
export function sealingKey(path: string, fromEnvironment: string | undefined): Buffer {
  if (fromEnvironment !== undefined) return checkedKey(fromEnvironment, 'SELVEDGE_SEALING_KEY');
  if (!existsSync(path))
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return checkedKey(readFileSync(path, 'utf8').trim(), path);
}

function checkedKey(hex: string, source: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error(`${source} must hold 64 hexadecimal digits`);
  return Buffer.from(hex, 'hex');
}

export function openVault(database: DatabaseSync, sealing: Buffer): KeyVault {
  return new SealedVault(database, sealing);
}

interface HeldKey {
  kid: string;
  publicKey: Uint8Array;
}

class SealedVault implements KeyVault {
  readonly #database: DatabaseSync;
  readonly #sealing: Buffer;
  readonly #opened = new Map<string, KeyObject>();
  /** Newest first; every signature asks, and only this process makes keys. */
  readonly #ofHolder = new Map<string, HeldKey[]>();

  constructor(database: DatabaseSync, sealing: Buffer) {
    this.#database = database;
    this.#sealing = sealing;
  }

  create(holder: string): { kid: string; publicKey: Uint8Array } {
    const seed = randomBytes(32);
    const publicKey = publicKeyOf(seed);
    const kid = keyThumbprint(publicKey, nodePrimitives);
    this.keep(holder, { kid, publicKey, secret: seed });
    return { kid, publicKey };
  }

  keep(holder: string, { kid, publicKey, secret }: Parameters<KeyVault['keep']>[1]): void {
    this.#database
      .prepare('INSERT INTO sealed_key (kid, holder, public_key, sealed) VALUES (?, ?, ?, ?)')
      .run(kid, holder, publicKey, sealed(secret, kid, this.#sealing));
    this.#ofHolder.delete(holder);
  }

  holds(kid: string): boolean {
    return this.#database.prepare('SELECT 1 FROM sealed_key WHERE kid = ?').get(kid) !== undefined;
  }

  keyOf(
    holder: string,
    accepts: (kid: string) => boolean = () => true,
  ): { kid: string; publicKey: Uint8Array } | undefined {
    return this.keysOf(holder).find(({ kid }) => accepts(kid));
  }

  keysOf(holder: string): HeldKey[] {
    return this.#ofHolder.get(holder) ?? this.#readKeysOf(holder);
  }

  sign(kid: string, bytes: Uint8Array): Uint8Array {
    return sign(null, bytes, this.#keyObject(kid));
  }

  seed(kid: string): Uint8Array {
    const row = this.#database.prepare('SELECT sealed FROM sealed_key WHERE kid = ?').get(kid);
    if (row === undefined) throw new Error(`the node holds no key ${kid}`);
    try {
      // The kid is bound in, so that two sealed keys cannot be swapped in the file.
      return opened(row['sealed'] as Uint8Array, kid, this.#sealing);
    } catch (cause) {
      throw new Error(`key ${kid} does not open: it was sealed with another sealing key, or changed`, {
        cause,
      });
    }
  }

  #readKeysOf(holder: string): HeldKey[] {
    const rows = this.#database
      .prepare('SELECT kid, public_key FROM sealed_key WHERE holder = ? ORDER BY rowid DESC')
      .all(holder);
    const held = rows.map((row) => ({ kid: String(row['kid']), publicKey: row['public_key'] as Uint8Array }));
    if (held.length > 0) this.#ofHolder.set(holder, held);
    return held;
  }

  #keyObject(kid: string): KeyObject {
    const held = this.#opened.get(kid);
    if (held !== undefined) return held;
    const key = privateKey(this.seed(kid));
    this.#opened.set(kid, key);
    return key;
  }
}

/** Node's key object for a raw Ed25519 seed (RFC 8410 PKCS #8). */
export function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const jwk = createPublicKey(privateKey(seed)).export({ format: 'jwk' });
  return Buffer.from(String(jwk.x), 'base64url');
}
