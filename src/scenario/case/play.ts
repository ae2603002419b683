// Plays a case on a node of its own and holds what came of it against what its writer expects.
import type { ClaimVerdict } from '#verifier';
import { compareEvidence } from './evidence.ts';
import { type Caught, problemsOf } from './expectation.ts';
import type { ClaimExpected, Family } from './form.ts';
import { instantMs } from './instant.ts';
import { under } from './mistake.ts';
import type { PackOf } from './packs.ts';
import type { CaseForm } from './read.ts';
import type { Seen } from './seen.ts';
import { type CaseStage, openCase } from './stage.ts';
import { Teller, type Told } from './tell.ts';

/** How a case ended. */
export interface PlayedCase {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly family: Family | null;
  /** What names the fraud, and who said it; null where nothing did. */
  readonly caught: Caught | null;
  /** What evidence would show a fraud that data alone cannot. */
  readonly unseen: string | null;
  /** Everything is as expected where this is empty. */
  readonly problems: readonly string[];
  /** Evidence files whose verdicts were compared with the node's. */
  readonly evidenceCompared: number;
  readonly verdicts: readonly ClaimVerdict[];
}

/** Throws CaseMistake where the case cannot be played as it is written; what the node says of it is in the answer. */
export async function playCase(one: CaseForm, packOf: PackOf): Promise<PlayedCase> {
  const stage = await openCase(one, packOf);
  try {
    const teller = new Teller(stage);
    const told: Told[] = [];
    for (const step of one.steps) told.push(await teller.tell(step));
    const seen = await look(one, stage, told, teller);
    const { name, file, title, family } = one;
    return {
      ...{ name, file, title, family },
      ...problemsOf(one, seen),
      unseen: one.expect.unseen,
      evidenceCompared: seen.evidenceCompared,
      verdicts: [...seen.verdicts.values()],
    };
  } finally {
    await stage.close();
  }
}

async function look(one: CaseForm, stage: CaseStage, told: readonly Told[], teller: Teller): Promise<Seen> {
  const { node, names } = stage;
  const verdicts = new Map<string, ClaimVerdict>();
  const evidence: string[] = [];
  let evidenceCompared = 0;
  for (const [name, expected] of Object.entries(one.expect.claims)) {
    const { lot, atMs } = asked(one, name, expected, stage);
    const answer = await node.verdicts(lot, atMs);
    const verdict = answer.ok
      ? answer.value.find(({ claim }) => claim === names.id(expected.claim))
      : undefined;
    if (verdict !== undefined) verdicts.set(name, verdict);
    const { judged, problems } = await compareEvidence(node, lot, atMs);
    evidence.push(...problems);
    if (judged) evidenceCompared += 1;
  }
  return {
    ...{ told, verdicts, evidence, evidenceCompared },
    report: node.report().findings,
    scans: teller.scanFindings(),
  };
}

function asked(
  { file }: CaseForm,
  name: string,
  { lot, at }: ClaimExpected,
  { names, clock }: CaseStage,
): { lot: string; atMs: number } {
  const place = { file, pointer: `/expect/claims/${name}` };
  return {
    lot: names.lot(lot, under(place, 'lot')),
    atMs: at === null ? clock.nowMs : instantMs(at, under(place, 'at')),
  };
}
