// Claims that rest on a certificate of the product or lot itself. A facility's certificate never proves a lot.
import { type Assurance, assurances } from '../record/record.ts';
import { subjectCoverage } from './certificate/coverage.ts';
import { productIdOf } from './product-word.ts';
import type { JudgeContext } from './context.ts';
import { type Gates, noAssurance } from './custody/gates.ts';
import type { Reach } from './custody/reach.ts';
import type { Materials } from './material.ts';
import type { ClaimFinding } from './verdict.ts';

export interface SubjectJudgement {
  readonly covered: boolean;
  readonly assurance: Assurance | null;
  readonly findings: readonly ClaimFinding[];
  readonly entries: readonly number[];
}

/** The certificate of the asked lot or its product, and what the rule asks of the sites on the way. */
export function subjectOf(
  context: JudgeContext,
  reach: Reach,
  materials: Materials,
  gates: Gates,
): SubjectJudgement {
  const { chain, asked, claim, rule, categoryOf } = context;
  const makers = (chain.lots[chain.indexOf.get(asked) ?? -1]?.madeBy ?? []).map((at) => chain.makings[at]!);
  const [maker] = makers;
  const category = categoryOf(asked);
  const coverage = subjectCoverage(
    context,
    {
      lot: asked,
      product: productIdOf(asked),
      parties: [...new Set([...makers.map(({ party }) => party), claim.issuer])].sort(),
      country:
        maker?.country ??
        context.facility(maker?.site ?? null, maker?.entries[0] ?? claim.entry)?.country ??
        null,
      categories: category === null ? [] : [category],
      materials: [...materials.of(asked).bearing],
      atMs: makers.reduce((latest, { atMs }) => Math.max(latest, atMs), maker?.atMs ?? claim.recordedAtMs),
      entry: maker?.entries[0] ?? claim.entry,
    },
    rule.subject,
    claim.code,
  );
  const sites = sitesPass(context, reach, gates);
  const about = coverage.covered ? [] : coverage.findings.map((one) => ({ ...one, lot: one.lot ?? asked }));
  const own = coverage.covered ? assurances.indexOf(coverage.assurance) : noAssurance;
  const covered = coverage.covered && sites.pass;
  return {
    covered,
    assurance: covered ? (assurances[Math.min(own, sites.assurance)] ?? null) : null,
    findings: about,
    entries: coverage.covered ? coverage.entries : [],
  };
}

function sitesPass(
  { chain, rule }: JudgeContext,
  reach: Reach,
  gates: Gates,
): { pass: boolean; assurance: number } {
  let [pass, assurance] = [true, noAssurance];
  if (rule.sites.length === 0) return { pass, assurance };
  for (const at of reach.makings) {
    const making = chain.makings[at]!;
    if (making.kind === 'packing') continue;
    const site = gates.site(making);
    pass &&= site.grams > 0;
    assurance = Math.min(assurance, site.assurance);
  }
  return { pass, assurance };
}
