import { equalBytes } from '../bytes/bytes.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import {
  type CosignerKey,
  formatVerifierKey,
  type LogKey,
  parseCosignerKey,
  parseLogKey,
} from './verifierkey.ts';

// C2SP tlog-policy: which logs a reader takes, which witnesses it knows, and how many of whom must have cosigned.

export interface Policy {
  /** Empty: any log, which is known otherwise. */
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Each stands below all its members. */
  readonly groups: readonly PolicyGroup[];
  /** Name of a witness or group; null: none is needed. */
  readonly quorum: string | null;
}

export interface PolicyLog {
  readonly key: LogKey;
  readonly url: string | null;
}

export interface PolicyWitness {
  /** Means something in its policy only. */
  readonly name: string;
  readonly key: CosignerKey;
  /** Where `/add-checkpoint` is asked. */
  readonly url: string | null;
}

export interface PolicyGroup {
  readonly name: string;
  /** How many members must have cosigned; from 1 to their number. */
  readonly threshold: number;
  readonly members: readonly string[];
}

export type PolicyRefusalCode = 'POLICY_MALFORMED';

const charactersMax = 1_000_000;

/**
 * Reads a policy strictly; the detail of a refusal begins with the number of the line. Two choices that the standard
 * leaves open: the file is UTF-8, and its last line ends too, since a name that was cut off may be another name.
 */
export function parsePolicy(
  text: string,
  primitives: Primitives,
): Result<{ policy: Policy }, PolicyRefusalCode> {
  if (text.length > charactersMax) return malformed(`longer than ${charactersMax} characters`);
  const lines = text.split('\n');
  if (lines.pop() !== '') return malformed('the last line does not end');
  const reading = new PolicyReading(primitives);
  for (const [at, line] of lines.entries()) {
    const wrong = reading.read(line);
    if (wrong !== undefined) return malformed(`line ${at + 1}: ${wrong}`);
  }
  const policy = reading.policy();
  return policy === undefined ? malformed('no quorum line') : { ok: true, policy };
}

/** At least `threshold` of these witnesses, whatever the log: what `--witness` and `--witnesses` say. Throws where that cannot be. */
export function policyOf(witnesses: readonly CosignerKey[], threshold: number): Policy {
  if (threshold < 0 || threshold > witnesses.length)
    throw new RangeError(`${threshold} of ${witnesses.length} witnesses`);
  const listed = witnesses.map((key) => ({ name: formatVerifierKey(key), key, url: null }));
  if (threshold === 0) return { logs: [], witnesses: listed, groups: [], quorum: null };
  const group = { name: 'all', threshold, members: listed.map(({ name }) => name) };
  return { logs: [], witnesses: listed, groups: [group], quorum: group.name };
}

/** Who of a policy has cosigned, and what that comes to. */
export interface PolicyStanding {
  readonly met: boolean;
  /** The fewest witnesses that can meet the policy. */
  readonly needed: number;
  /** The fewest further ones that would; 0 where it is met. */
  readonly missing: number;
  /** The policy's witnesses among those that have cosigned, in its order. */
  readonly which: readonly PolicyWitness[];
}

/** Measures valid cosignatures by a policy. `cosigners`: the keys whose cosignatures hold; those it does not name do not count. */
export function standingUnder(policy: Policy, cosigners: readonly CosignerKey[]): PolicyStanding {
  const which = policy.witnesses.filter(({ key }) => cosigners.some((one) => isSameKey(one, key)));
  // No name is a member twice, so that what is least for each member is least for all of them.
  const least = new Map(
    policy.witnesses.map((one) => [one.name, { needed: 1, missing: which.includes(one) ? 0 : 1 }]),
  );
  for (const { name, threshold, members } of policy.groups) {
    const parts = members.map((member) => least.get(member)!);
    const fewest = (of: 'needed' | 'missing'): number =>
      sum(
        parts
          .map((part) => part[of])
          .sort((a, b) => a - b)
          .slice(0, threshold),
      );
    least.set(name, { needed: fewest('needed'), missing: fewest('missing') });
  }
  const { needed, missing } = policy.quorum === null ? { needed: 0, missing: 0 } : least.get(policy.quorum)!;
  return { met: missing === 0, needed, missing, which };
}

/** The file takes form line by line: a line may name only what stands above it. */
class PolicyReading {
  readonly #primitives: Primitives;
  readonly #logs: PolicyLog[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #groups: PolicyGroup[] = [];
  readonly #names = new Set<string>();
  readonly #members = new Set<string>();
  #quorum: string | null | undefined;

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
  }

  policy(): Policy | undefined {
    const [logs, witnesses, groups, quorum] = [this.#logs, this.#witnesses, this.#groups, this.#quorum];
    return quorum === undefined ? undefined : { logs, witnesses, groups, quorum };
  }

  /** What is wrong with the line, if anything. */
  read(line: string): string | undefined {
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(line)) return 'a control character';
    const [word, ...rest] = line.split(/[ \t]+/).filter((one) => one !== '');
    if (word === undefined || word.startsWith('#')) return undefined;
    if (word === 'log') return this.#log(rest);
    if (word === 'witness') return this.#witness(rest);
    if (word === 'group') return this.#group(rest);
    return word === 'quorum' ? this.#quorumLine(rest) : `${word} begins no line of a policy`;
  }

  #log([text, url, ...rest]: string[]): string | undefined {
    if (text === undefined || rest.length > 0) return 'not log <vkey> [url]';
    const key = parseLogKey(text, this.#primitives);
    if (key === undefined) return `${text} is not the verifier key of a log`;
    if (this.#logs.some((log) => isSamePublicKey(log.key, key)))
      return 'a log with this key is there already';
    this.#logs.push({ key, url: url ?? null });
    return undefined;
  }

  #witness([name, text, url, ...rest]: string[]): string | undefined {
    if (name === undefined || text === undefined || rest.length > 0) return 'not witness <name> <vkey> [url]';
    const key = parseCosignerKey(text, this.#primitives);
    if (key === undefined) return `${text} is not the verifier key of a witness`;
    if (this.#witnesses.some((one) => isSamePublicKey(one.key, key)))
      return 'a witness with this key is there already';
    this.#witnesses.push({ name, key, url: url ?? null });
    return this.#named(name);
  }

  #group([name, count = '', ...members]: string[]): string | undefined {
    if (name === undefined || members.length === 0) return 'not group <name> <k|any|all> <member>…';
    const threshold = count === 'any' ? 1 : count === 'all' ? members.length : naturalOf(count);
    if (threshold === undefined || threshold < 1 || threshold > members.length)
      return `${count} of ${members.length} members`;
    for (const member of members) {
      if (!this.#names.has(member)) return `${member} is not defined above`;
      if (this.#members.has(member)) return `${member} is a member already: it may count once`;
      this.#members.add(member);
    }
    this.#groups.push({ name, threshold, members });
    return this.#named(name);
  }

  #quorumLine([name, ...rest]: string[]): string | undefined {
    if (name === undefined || rest.length > 0) return 'not quorum <name|none>';
    if (this.#quorum !== undefined) return 'a second quorum line';
    if (name !== 'none' && !this.#names.has(name)) return `${name} is not defined above`;
    this.#quorum = name === 'none' ? null : name;
    return undefined;
  }

  #named(name: string): string | undefined {
    if (name === 'none') return 'none is a name that the policy language keeps for itself';
    if (this.#names.has(name)) return `${name} is defined above`;
    this.#names.add(name);
    return undefined;
  }
}

function naturalOf(text: string): number | undefined {
  return /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : undefined;
}

function isSamePublicKey(one: { publicKey: Uint8Array }, other: { publicKey: Uint8Array }): boolean {
  return equalBytes(one.publicKey, other.publicKey);
}

function isSameKey(one: CosignerKey, other: CosignerKey): boolean {
  return one.name === other.name && one.keyId === other.keyId && isSamePublicKey(one, other);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function malformed(detail: string): Refused<PolicyRefusalCode> {
  return refused('POLICY_MALFORMED', detail);
}
