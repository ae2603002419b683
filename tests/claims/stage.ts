// Cases told by a test itself, in the form of scenarios/fraud/README.md, played on a real node that stays open for questions.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimVerdict, type Verdict, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { packsOf, type PackOf } from '../../src/scenario/case/packs.ts';
import { type CaseForm, readCase } from '../../src/scenario/case/read.ts';
import { type CaseStage, openCase } from '../../src/scenario/case/stage.ts';
import { Teller, type Told } from '../../src/scenario/case/tell.ts';
import type { JsonMembers } from '../../src/scenario/case/value.ts';

const corpus = join(import.meta.dirname, '../../scenarios/fraud');
const somewhere = { file: 'test', pointer: '' };

export type CaseTold = Record<string, unknown>;

export interface Played {
  readonly stage: CaseStage;
  readonly told: readonly Told[];
  /** Id of a lot by its short name. */
  lot(name: string): string;
  /** What the node says of the only claim on the lot. */
  verdict(lot: string, atMs?: number): Promise<ClaimVerdict>;
  /** The same from the evidence file, together with what the verifier says of the file. */
  verified(lot: string, atMs?: number): Verdict;
}

/** Packs of the corpus, of the installation, and such as a test makes up. */
export function packsWith(made: Readonly<Record<string, JsonMembers>> = {}): PackOf {
  const shipped = packsOf(join(corpus, 'packs'));
  return (name, place) => {
    const content = made[name];
    if (content === undefined) return shipped(name, place);
    return { pack: String(content['pack']), version: String(content['version']), content };
  };
}

/** Plays the case and asks `look`; the node is closed afterwards. Steps are taken unless they say `refused`. */
export async function withCase<T>(
  told: CaseTold,
  look: (played: Played) => T | Promise<T>,
  packOf: PackOf = packsWith(),
): Promise<T> {
  const one = caseOf(told);
  const stage = await openCase(one, packOf);
  try {
    const teller = new Teller(stage);
    const all: Told[] = [];
    for (const step of one.steps) all.push(await teller.tell(step));
    for (const { step, refusals } of all) {
      const codes = refusals.map(({ code }) => code);
      assert.deepEqual(
        codes,
        step.refused === null ? [] : [step.refused],
        `${step.name}: ${JSON.stringify(refusals)}`,
      );
    }
    return await look(playedOn(stage, all));
  } finally {
    await stage.close();
  }
}

export function caseOf(told: CaseTold): CaseForm {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-told-'));
  try {
    const path = join(directory, 'case.json');
    writeFileSync(
      path,
      JSON.stringify({ title: 'told by a test', story: 'see the test', expect: {}, ...told }),
    );
    return readCase(path, join(corpus, 'base'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

export function playedOn(stage: CaseStage, told: readonly Told[]): Played {
  const lot = (name: string): string => stage.names.lot(name, somewhere);
  return {
    stage,
    told,
    lot,
    verdict: async (name, atMs = stage.clock.nowMs) => {
      const answer = await stage.node.verdicts(lot(name), atMs);
      assert.ok(answer.ok, JSON.stringify(answer));
      assert.equal(answer.value.length, 1, `claims on ${name}`);
      return answer.value[0]!;
    },
    verified: (name, atMs = stage.clock.nowMs) => {
      const answer = stage.node.evidence(lot(name), { level: 'full', atMs });
      assert.ok(answer.ok, JSON.stringify(answer));
      return verifyEvidence(answer.value, { primitives: nodePrimitives });
    },
  };
}

/** The evidence file verifies, and a stranger reads the node's verdicts out of it, to the byte. */
export async function assertSameFromEvidence(
  { stage, lot }: Played,
  name: string,
  atMs: number = stage.clock.nowMs,
): Promise<Verdict> {
  const answer = stage.node.evidence(lot(name), { level: 'full', atMs });
  assert.ok(answer.ok, JSON.stringify(answer));
  const verdict = verifyEvidence(answer.value, { primitives: nodePrimitives });
  assert.deepEqual(failing(verdict), [], name);
  assert.ok(verdict.ok, name);
  const verdicts = await stage.node.verdicts(lot(name), atMs);
  assert.ok(verdicts.ok);
  assert.equal(JSON.stringify(verdict.claims), JSON.stringify(verdicts.value), name);
  return verdict;
}

export function failing({ checks }: Verdict): string[] {
  return checks.filter(({ result }) => result === 'fail').map(({ name, detail }) => `${name}: ${detail}`);
}

export function codesOf({ findings }: ClaimVerdict): string[] {
  return [...new Set(findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code))].sort();
}
