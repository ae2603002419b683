// The verifier must come to the node's verdicts from an evidence file alone, to the byte.
import { type ClaimVerdict, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../flow/node.ts';

export interface Compared {
  /** There was a verdict and a file to compare. */
  readonly judged: boolean;
  readonly problems: readonly string[];
}

/** Verdicts on a lot as of a time, from the node and from the file that it gives out. */
export async function compareEvidence(node: SelvedgeNode, lot: string, atMs: number): Promise<Compared> {
  const verdicts = await node.verdicts(lot, atMs);
  const evidence = node.evidence(lot, { level: 'full', atMs });
  if (!verdicts.ok || !evidence.ok) return { judged: false, problems: [] };
  const verdict = verifyEvidence(evidence.value, { primitives: nodePrimitives });
  if (verdict.claims === undefined)
    return { judged: false, problems: [`the evidence for ${lot} is of rules that judge no claims`] };
  const failed = verdict.checks.filter(({ result }) => result === 'fail').map(({ name }) => name);
  const problems = failed.map((check) => `the evidence for ${lot} does not verify: ${check}`);
  if (JSON.stringify(verdict.claims) !== JSON.stringify(verdicts.value))
    problems.push(
      `the verifier judges ${lot} differently: ${difference(verdicts.value, verdict.claims ?? [])}`,
    );
  return { judged: true, problems };
}

function difference(node: readonly ClaimVerdict[], verifier: readonly ClaimVerdict[]): string {
  const tell = (all: readonly ClaimVerdict[]): string =>
    all
      .map(({ result, findings }) => `${result} (${findings.map(({ code }) => code).join(', ')})`)
      .join('; ');
  return `node ${tell(node) || 'nothing'}, verifier ${tell(verifier) || 'nothing'}`;
}
