// Whether the product can be what is claimed of it: shares within the code's limits, and a remainder that the scheme allows.
import type { RemainderRule } from '../pack/pack.ts';
import type { JudgeContext } from './context.ts';
import { finding, percent } from './finding.ts';
import type { Fibres, Materials } from './material.ts';
import { shareOf, wholePpm } from './share.ts';
import type { ClaimFinding } from './verdict.ts';

/** By what the asked lot's product is said to be made of. */
export function compositionFindings(context: JudgeContext, materials: Materials): ClaimFinding[] {
  const { asked, rule, chain } = context;
  const fibres = materials.of(asked);
  const making = chain.makings[chain.lots[chain.indexOf.get(asked) ?? -1]?.madeBy[0] ?? -1];
  const about = { lot: asked, entries: [context.claim.entry, ...(making?.entries ?? [])] };
  const fail = (code: string, detail: string): ClaimFinding =>
    finding(code, 'composition', 'fail', detail, about);
  const unknown = `what ${asked} is made of is not known in full`;
  return [
    ...limitFindings(context, fail),
    ...(fibres.known ? [] : [finding('MATERIAL_UNKNOWN', 'composition', 'unknown', unknown, about)]),
    ...overstated(context, fibres, fail),
    ...(rule.remainder === null ? [] : remainderFindings(context, fibres, rule.remainder, fail)),
  ];
}

type Fail = (code: string, detail: string) => ClaimFinding;

function limitFindings({ rule, claim, use }: JudgeContext, fail: Fail): ClaimFinding[] {
  const { sharePpm } = claim;
  const found: ClaimFinding[] = [];
  const path = `claims.${rule.code}`;
  const least = rule.minSharePpm === null ? 0 : use(rule.minSharePpm, `${path}.minSharePpm`);
  const most = rule.maxSharePpm === null ? wholePpm : use(rule.maxSharePpm, `${path}.maxSharePpm`);
  if (sharePpm < least)
    found.push(
      fail('SHARE_BELOW_MINIMUM', `${percent(sharePpm)} is claimed, ${rule.code} asks for ${percent(least)}`),
    );
  if (sharePpm > most)
    found.push(
      fail('SHARE_ABOVE_MAXIMUM', `${percent(sharePpm)} is claimed, ${rule.code} ends at ${percent(most)}`),
    );
  return found;
}

/** ppm of the fibre that can bear the claim, by what is said of the product; null = cannot be known. */
export function bearingShare({ fibrePpm, bearingPpm, known }: Fibres): number | null {
  if (!known || fibrePpm === null || fibrePpm === 0) return null;
  return Math.min(wholePpm, shareOf(bearingPpm, wholePpm, fibrePpm));
}

function overstated({ claim }: JudgeContext, fibres: Fibres, fail: Fail): ClaimFinding[] {
  const share = bearingShare(fibres);
  if (share === null || claim.sharePpm <= share) return [];
  const detail = `${percent(claim.sharePpm)} is claimed, but only ${percent(share)} of the fibre is of a material that can bear it`;
  return [fail('SHARE_OVERSTATED', detail)];
}

function remainderFindings(
  context: JudgeContext,
  fibres: Fibres,
  remainder: RemainderRule,
  fail: Fail,
): ClaimFinding[] {
  const { rule, claim, use } = context;
  const path = `claims.${rule.code}.remainder`;
  const found: ClaimFinding[] = [];
  const share = bearingShare(fibres);
  if (remainder.sameMaterialMaxPpm !== null && share !== null) {
    const most = use(remainder.sameMaterialMaxPpm, `${path}.sameMaterialMaxPpm`);
    const rest = share - claim.sharePpm;
    if (rest > most) {
      const detail = `${percent(rest)} is of the claimed material but not claimed, at most ${percent(most)} may be`;
      found.push(fail('SAME_MATERIAL_CONVENTIONAL', detail));
    }
  }
  for (const { material, ppm } of fibres.parts) {
    if (ppm > 0 && remainder.banned.some((name) => isNamed(context, name, material.code)))
      found.push(
        fail('MATERIAL_BANNED', `${percent(ppm)} is ${material.title}, which ${rule.code} does not allow`),
      );
    const most = capOf(context, remainder, material.code, path);
    const part = shareOf(ppm, wholePpm, fibres.fibrePpm ?? wholePpm);
    if (most !== undefined && part > most)
      found.push(
        fail(
          'MATERIAL_CAP_EXCEEDED',
          `${percent(part)} is ${material.title}, at most ${percent(most)} may be`,
        ),
      );
  }
  return found;
}

/** A cap for the product's own category goes before one for all. */
function capOf(
  context: JudgeContext,
  { caps }: RemainderRule,
  code: string,
  path: string,
): number | undefined {
  const category = context.categoryOf(context.asked);
  const of = caps
    .map((cap, at) => ({ ...cap, at }))
    .filter(({ material }) => isNamed(context, material, code));
  const cap =
    of.find(({ categories }) => category !== null && categories.includes(category)) ??
    of.find(({ categories }) => categories.length === 0 || categories.includes('*'));
  return cap === undefined ? undefined : context.use(cap.maxPpm, `${path}.caps[${cap.at}].maxPpm`);
}

function isNamed({ materialOf }: JudgeContext, name: string, code: string): boolean {
  return name === code || materialOf(name)?.code === code;
}
