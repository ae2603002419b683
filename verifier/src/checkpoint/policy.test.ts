import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodePrimitives } from '../../node/primitives.ts';
import { type Policy, parsePolicy, policyOf, standingUnder } from './policy.ts';
import { type CosignerKey, cosignerKey, formatVerifierKey, verifierKey } from './verifierkey.ts';

function publicKey(): Uint8Array {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
  return Uint8Array.from(Buffer.from(x, 'base64url'));
}

const witness: Record<string, CosignerKey> = Object.fromEntries(
  ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'].map((name) => [
    name,
    cosignerKey(`witness.example/${name}`, publicKey(), nodePrimitives),
  ]),
);
const vkey = (name: string): string => formatVerifierKey(witness[name]!);
const log = formatVerifierKey(verifierKey('log.example/1', publicKey(), nodePrimitives));
const line = (name: string): string => `witness ${name} ${vkey(name)}`;

function read(...lines: string[]): Policy {
  const parsed = parsePolicy(`${lines.join('\n')}\n`, nodePrimitives);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.refusal.detail);
  return parsed.policy;
}

function refusal(text: string): string {
  const parsed = parsePolicy(text, nodePrimitives);
  assert.ok(!parsed.ok, text);
  assert.equal(parsed.refusal.code, 'POLICY_MALFORMED');
  return parsed.refusal.detail;
}

/** The two-level example of the standard, with keys put in. */
const published = [
  `log ${log}`,
  '',
  ...['X1', 'X2', 'X3'].map(line),
  'group X-witnesses 2 X1 X2 X3',
  '',
  ...['Y1', 'Y2', 'Y3'].map(line),
  'group Y-witnesses any Y1 Y2 Y3',
  '',
  'group X-and-Y all X-witnesses Y-witnesses',
  'quorum X-and-Y',
];

const standing = (policy: Policy, ...names: string[]): [boolean, number, number, string] => {
  const { met, needed, missing, which } = standingUnder(
    policy,
    names.map((name) => witness[name]!),
  );
  return [met, needed, missing, which.map(({ name }) => name).join()];
};

test('the published example: two of X and one of Y', () => {
  const policy = read(...published);
  assert.deepEqual(
    policy.logs.map(({ key, url }) => [key.name, url]),
    [['log.example/1', null]],
  );
  assert.equal(policy.quorum, 'X-and-Y');
  assert.deepEqual(standing(policy), [false, 3, 3, '']);
  assert.deepEqual(standing(policy, 'Y3', 'X1'), [false, 3, 1, 'X1,Y3']);
  assert.deepEqual(standing(policy, 'X1', 'X2', 'X3'), [false, 3, 1, 'X1,X2,X3']);
  assert.deepEqual(standing(policy, 'Y1', 'Y2', 'Y3'), [false, 3, 2, 'Y1,Y2,Y3']);
  assert.deepEqual(standing(policy, 'X1', 'X3', 'Y2'), [true, 3, 0, 'X1,X3,Y2']);
});

test('a single witness, none, comments, tabs, addresses and names beyond ASCII', () => {
  const single = read(
    `\t# one\t`,
    `  witness\tX1   ${vkey('X1')} https://w.example/x `,
    ' quorum X1\t',
    '#quorum none',
  );
  assert.equal(single.witnesses[0]?.url, 'https://w.example/x');
  assert.deepEqual(standing(single, 'X2'), [false, 1, 1, '']);
  assert.deepEqual(standing(single, 'X1', 'X1'), [true, 1, 0, 'X1']);
  const none = read('quorum none', line('X1'), `log ${log} https://log.example/`);
  assert.deepEqual(standing(none), [true, 0, 0, '']);
  assert.deepEqual(standing(none, 'X1'), [true, 0, 0, 'X1']);
  // The Kelvin sign is not the letter K.
  const named = read(`witness K ${vkey('X1')}`, `witness \u212A ${vkey('X2')}`, 'quorum \u212A');
  assert.deepEqual(standing(named, 'X1')[0], false);
  assert.deepEqual(standing(named, 'X2')[0], true);
});

test('a key that the policy does not name counts for nothing, whatever it is called', () => {
  const policy = read(line('X1'), 'quorum X1');
  const impostor = cosignerKey(witness['X1']!.name, publicKey(), nodePrimitives);
  assert.equal(standingUnder(policy, [impostor]).met, false);
  assert.equal(standingUnder(policy, [{ ...witness['X1']!, publicKey: impostor.publicKey }]).met, false);
  assert.equal(standingUnder(policy, [{ ...witness['X1']!, name: 'other' }]).met, false);
});

test('k of a list of keys, as it is said on a command line', () => {
  const keys = ['X1', 'X2', 'X3'].map((name) => witness[name]!);
  assert.deepEqual(standing(policyOf(keys, 2), 'X3').slice(0, 3), [false, 2, 1]);
  assert.deepEqual(standing(policyOf(keys, 2), 'X3', 'X1').slice(0, 3), [true, 2, 0]);
  assert.equal(standing(policyOf(keys, 0))[0], true);
  assert.throws(() => policyOf(keys, 4), RangeError);
});

test('wrong policies are refused with the line that is wrong', () => {
  const below = (...lines: string[]): string => refusal([line('X1'), line('X2'), ...lines, ''].join('\n'));
  assert.match(refusal(''), /no quorum/);
  assert.match(refusal('quorum none'), /last line does not end/);
  assert.match(refusal('\n'), /no quorum/);
  assert.match(below('quorum none', 'quorum none'), /line 4: a second quorum/);
  assert.match(below('quorum all'), /line 3: all is not defined/);
  assert.match(below('quorum g', 'group g 1 X1'), /line 3: g is not defined/);
  assert.match(below('quorum X1 X2'), /line 3: not quorum/);
  assert.match(below('Quorum none'), /begins no line/);
  assert.match(below('quorum none\r'), /control character/);
  assert.match(below('quorum\u00a0none'), /begins no line/);
  assert.match(below('# \u0000'), /control character/);
  assert.match(below('group g 3 X1 X2'), /3 of 2/);
  for (const k of ['0', '-1', '+1', '01', '1.0', 'ANY', '99999999999'])
    assert.match(below(`group g ${k} X1`), /of 1 members/, k);
  assert.match(below('group g any'), /not group/);
  assert.match(below('group g any X3'), /X3 is not defined above/);
  assert.match(below('group g any g'), /g is not defined above/);
  assert.match(below('group g any none'), /none is not defined above/);
  assert.match(below('group g 2 X1 X1'), /X1 is a member already/);
  assert.match(below('group g any X1', 'group h any X1 X2'), /line 4: X1 is a member already/);
  assert.match(below('group X1 any X2'), /X1 is defined above/);
  assert.match(below('group none any X2'), /keeps for itself/);
  assert.match(below(`witness X1 ${vkey('X3')}`), /X1 is defined above/);
  assert.match(below(`witness none ${vkey('X3')}`), /keeps for itself/);
  assert.match(below(`witness Z ${vkey('X1')}`), /with this key/);
  const renamed = formatVerifierKey(cosignerKey('other.example', witness['X1']!.publicKey, nodePrimitives));
  assert.match(below(`witness Z ${renamed}`), /with this key/);
  assert.match(below(`witness Z ${log}`), /not the verifier key of a witness/);
  assert.match(below(`witness Z ${vkey('X3')} a b`), /not witness/);
  assert.match(below(`log ${vkey('X3')}`), /not the verifier key of a log/);
  assert.match(below(`log ${log}`, `log ${log}`), /with this key/);
  assert.match(below('log'), /not log/);
});

test('needed and missing are the least that trying all sets of witnesses finds', () => {
  // Small keys are enough here: the policy does not check signatures.
  const key = (at: number): CosignerKey => {
    const bytes = new Uint8Array(createHash('sha256').update(`${at}`).digest());
    return { type: 'cosigner', name: `w${at}`, keyId: '00000000', publicKey: bytes };
  };
  const groupsOf = fc.array(fc.record({ take: fc.integer({ min: 1, max: 3 }), k: fc.nat(2) }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), groupsOf, fc.nat(63), (count, wishes, signed) => {
      const witnesses = Array.from({ length: count }, (_, at) => ({
        name: `w${at}`,
        key: key(at),
        url: null,
      }));
      const free = witnesses.map(({ name }) => name);
      const groups = wishes.map(({ take, k }, at) => {
        const members = free.splice(0, Math.min(take, free.length));
        const group = { name: `g${at}`, threshold: Math.min(k + 1, members.length), members };
        free.push(group.name);
        return group;
      });
      const policy: Policy = { logs: [], witnesses, groups, quorum: free.at(-1)! };
      const isMet = (set: number): boolean => {
        const holds = (name: string): boolean => {
          const group = groups.find((one) => one.name === name);
          if (group === undefined) return ((set >> Number(name.slice(1))) & 1) === 1;
          return group.members.filter(holds).length >= group.threshold;
        };
        return holds(policy.quorum!);
      };
      const all = Array.from({ length: 2 ** count }, (_, set) => set).filter(isMet);
      const bits = (set: number): number => [...set.toString(2)].filter((bit) => bit === '1').length;
      const given = signed % 2 ** count;
      const measured = standingUnder(
        policy,
        witnesses.filter((_, at) => (given >> at) & 1).map((one) => one.key),
      );
      assert.equal(measured.met, isMet(given));
      assert.equal(measured.needed, Math.min(...all.map(bits)));
      assert.equal(measured.missing, Math.min(...all.map((set) => bits(set & ~given))));
    }),
    { numRuns: 300 },
  );
});
