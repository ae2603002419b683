// What may be said of a claim that holds: the pack's sentence for the model, so that mass balance never says "contains".
import type { JudgeContext } from './context.ts';
import { percent } from './finding.ts';
import type { Materials } from './material.ts';

/** null where the pack has no sentence for the model, or one that names countries and none are claimed. */
export function wordingOf(context: JudgeContext, materials: Materials): string | null {
  const { rule, claim, asked, materialOf } = context;
  const sentence = rule.wording[claim.model];
  if (sentence === undefined) return null;
  if (sentence.includes('{countries}') && claim.countries.length === 0) return null;
  const titles = materials.of(asked).bearing.map((code) => materialOf(code)?.title ?? code);
  return sentence
    .replaceAll('{share}', percent(claim.sharePpm))
    .replaceAll('{material}', titles.join(', '))
    .replaceAll('{countries}', claim.countries.join(', '));
}
