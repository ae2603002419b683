// What one file shows and the other leaves out, though its log has it and its question rests on it. An event that was
// declared an error since leaves a file honestly, and whoever passed a file on may have cut it: so nothing here is proof.
import type { Shown } from '../check/disclosures.ts';
import type { BesideFinding } from './finding.ts';
import type { Laid } from './laid.ts';
import { revokedKeyOf } from './revoked.ts';

export function leftOut(one: Laid, other: Laid): BesideFinding[] {
  return [...leftOutOf(other, one), ...leftOutOf(one, other)];
}

/** Of what `telling` shows, what should stand in `silent` too. */
function leftOutOf(silent: Laid, telling: Laid): BesideFinding[] {
  const known = new Set(silent.shown.map(({ index }) => index));
  const missing = telling.shown.filter(({ index }) => index < silent.size && !known.has(index));
  const belongs = isSameQuestion(silent, telling) ? () => true : restsOn(silent);
  return missing.filter(belongs).map(({ index, statement: { kind } }) => {
    const detail = `One file shows entry ${index} (${kind}), and the other leaves it out of a log of ${silent.size} entries, though what it shows rests on it.`;
    return { code: 'LEFT_OUT', detail, entries: [index], proves: false } as const;
  });
}

function isSameQuestion({ evidence: one }: Laid, { evidence: other }: Laid): boolean {
  return one.question.id === other.question.id && one.level === other.level && one.rules === other.rules;
}

const words: ReadonlySet<string> = new Set(['status', 'answer', 'case']);

/** Words about a record that the file shows, and the end of a key whose beginning it shows. Rules/1 judge no records. */
function restsOn({ shown, evidence }: Laid): (said: Shown) => boolean {
  const ids = new Set(shown.flatMap(({ statement: { claims } }) => idOf(claims['id'])));
  const parties = new Set(
    shown.flatMap(({ statement: { kind, claims } }) => (kind === 'key' ? idOf(claims['party']) : [])),
  );
  return ({ statement }) => {
    const { kind, claims } = statement;
    if (revokedKeyOf(statement) !== undefined)
      return idOf(claims['party']).some((party) => parties.has(party));
    const isJudged = evidence.rules !== 'selvedge-rules/1' && words.has(kind);
    return isJudged && idOf(claims['about']).some((about) => ids.has(about));
  };
}

function idOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
