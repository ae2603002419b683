// API keys: `svk_<id>_<secret>`. The secret is 256 random bits, so SHA-256 is enough at rest: a slow hash defends
// secrets that people choose, by making each guess dear; 2^256 guesses need no such help, and a slow hash on each
// request would be a gift to whoever wants to exhaust the node. (NIST SP 800-63B 5.1.1.2 asks for it for memorised
// secrets only.)
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Level } from '../../flow/answers.ts';
import type { Role } from './role.ts';

export interface ApiKey {
  /** 16 hex digits; public, used to find the row. */
  id: string;
  /** SHA-256 of the secret's 43 base64url characters. */
  secretHash: Uint8Array;
  role: Role;
  /** Set exactly when `role` is `party`. */
  party: string | null;
  /** The most that evidence and traces show to this key. */
  level: Level;
  /** What the operator calls it. */
  label: string;
  createdAtMs: number;
  revokedAtMs: number | null;
}

/**
 * Where keys are kept. `add` and `revoke` MUST be durable when they resolve; `revoke` of an unknown id is false, and a
 * second revocation keeps the first one's time. In SQLite: api_key(id PRIMARY KEY, secret_hash, role, party NULL, level,
 * label, created_at_ms, revoked_at_ms NULL). `find` is on the way of every request with a key.
 */
export interface ApiKeys {
  find(id: string): Promise<ApiKey | undefined>;
  add(key: ApiKey): Promise<void>;
  list(): Promise<ApiKey[]>;
  revoke(id: string, atMs: number): Promise<boolean>;
}

export interface KeyWish {
  role: Role;
  party?: string;
  level?: Level;
  label?: string;
}

// A reader sees events in full anyway; a party sees its own events, and of others' what everybody sees.
export const usualLevel: Record<Role, Level> = { operator: 'full', reader: 'full', party: 'country' };

/** Makes a key. `text` is shown once and kept nowhere. Throws where party and role do not fit together. */
export function mintKey(wish: KeyWish, nowMs: number): { text: string; key: ApiKey } {
  const party = wish.party ?? null;
  if ((wish.role === 'party') !== (party !== null))
    throw new Error('a party key, and only that, names its party');
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const level = wish.level ?? usualLevel[wish.role];
  const key = {
    id,
    secretHash: secretHash(secret),
    role: wish.role,
    party,
    level,
    label: wish.label ?? '',
    createdAtMs: nowMs,
    revokedAtMs: null,
  };
  return { text: `svk_${id}_${secret}`, key };
}

const keyForm = /^svk_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const nobody = new Uint8Array(32);

/** The key that `text` is, if it is stored and not revoked. Takes the same steps for a known and an unknown id. */
export async function checkKey(text: string, keys: ApiKeys): Promise<ApiKey | undefined> {
  const [, id, secret] = keyForm.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  const key = await keys.find(id);
  const same = timingSafeEqual(secretHash(secret), key?.secretHash ?? nobody);
  return same && key?.revokedAtMs === null ? key : undefined;
}

function secretHash(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer');
}
