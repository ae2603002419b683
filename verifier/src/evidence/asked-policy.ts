// Which log a reader takes, and whose cosignatures it asks for, in either way of saying it (docs/protocol/witness.md, "Policy").
import { type Policy, parsePolicy, policyOf } from '../checkpoint/policy.ts';
import { type CosignerKey, formatVerifierKey, parseCosignerKey } from '../checkpoint/verifierkey.ts';
import type { Primitives } from '../primitives/primitives.ts';

export interface PolicyWishes {
  /** Text of a C2SP tlog-policy: pins the log, names witnesses, asks for a quorum. */
  readonly policy?: string | undefined;
  /** Shorter: verifier keys of witnesses. Not together with `policy`. */
  readonly witnesses?: readonly string[] | undefined;
  /** How many of `witnesses` must have cosigned; all of them, where nothing is said. */
  readonly quorum?: number | undefined;
}

export interface AskedPolicy {
  /** Asks for nothing where nothing was wished, or where it cannot be read. */
  readonly policy: Policy;
  /** What cannot be read: then no file can be said to fulfil it. */
  readonly wrong: string | undefined;
}

const nothing: Policy = { logs: [], witnesses: [], groups: [], quorum: null };

export function askedPolicy(wishes: PolicyWishes, primitives: Primitives): AskedPolicy {
  const { policy: text, witnesses, quorum } = wishes;
  if (text === undefined) return shortPolicy(witnesses ?? [], quorum, primitives);
  if (witnesses !== undefined || quorum !== undefined)
    return unreadable('witnesses are named in a policy or one by one, not both');
  const parsed = parsePolicy(text, primitives);
  return parsed.ok ? { policy: parsed.policy, wrong: undefined } : unreadable(parsed.refusal.detail);
}

function shortPolicy(
  texts: readonly string[],
  quorum: number | undefined,
  primitives: Primitives,
): AskedPolicy {
  const keys: CosignerKey[] = [];
  for (const text of new Set(texts)) {
    const key = parseCosignerKey(text, primitives);
    if (key === undefined) return unreadable(`${text} is not the verifier key of a witness`);
    keys.push(key);
  }
  const needed = quorum ?? keys.length;
  if (!Number.isInteger(needed) || needed < 0 || needed > keys.length)
    return unreadable(`${needed} cosignatures are asked for, of ${keys.length} witnesses named`);
  return { policy: policyOf(keys, needed), wrong: undefined };
}

/** Lists of keys, one of each of which the log must have. */
export function pinnedKeys(logKey: string | undefined, { policy }: AskedPolicy): string[][] {
  return [
    ...(logKey === undefined ? [] : [[logKey]]),
    ...(policy.logs.length === 0 ? [] : [policy.logs.map(({ key }) => formatVerifierKey(key))]),
  ];
}

function unreadable(wrong: string): AskedPolicy {
  return { policy: nothing, wrong };
}
