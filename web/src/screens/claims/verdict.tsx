// A verdict in one look: a word with its mark, kilograms as a ribbon of cloth, and the reason in plain words.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { Finding, Result } from '../../api/trust.ts';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Weaves } from '../trace/weaves.tsx';
import './claims.css';

const tones: Readonly<Record<Result, Tone>> = {
  holds: 'good',
  partly: 'warn',
  fails: 'bad',
  'cannot-tell': 'quiet',
  withdrawn: 'bad',
};

/** null: there is no lot to judge yet. */
export function VerdictBadge({ result }: { result: Result | null }): ReactNode {
  const { t } = useWords();
  if (result === null) return <Badge>{t('claims.noLots')}</Badge>;
  return <Badge tone={tones[result]}>{t(`claims.result.${result}`)}</Badge>;
}

/** Proven in twill, what is claimed beyond it in plain weave; the same numbers stand beside it in words. */
export function Proven(props: {
  claimed: number | null;
  proven: number | null;
  /** Of a volume that is used up, to the gram. */
  isVolume?: boolean;
}): ReactNode {
  const { claimed, proven, isVolume = false } = props;
  const { t, formats } = useWords();
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  if (claimed === null || proven === null) return null;
  const share = claimed === 0 ? 0 : Math.min(1, proven / claimed);
  const words = t(isVolume ? 'certificates.usedOf' : 'claims.provenOf', {
    proven: formats.kilograms(proven, isVolume),
    claimed: formats.kilograms(claimed, isVolume),
  });
  return (
    <span className="claim-proven">
      <svg className="claim-ribbon" aria-hidden="true" width="100%" height="22">
        <Weaves prefix={prefix} />
        <rect className="claim-open" width="100%" height="22" fill={`url(#${prefix}2)`} />
        <rect width={`${Math.round(share * 1000) / 10}%`} height="22" fill={`url(#${prefix}0)`} />
      </svg>
      <span>{words}</span>
    </span>
  );
}

/** The node's own sentence where it is shown, else what the code means. */
export function Reason({ finding }: { finding: Finding }): ReactNode {
  const words = useCodeWords();
  return (
    <span className="claim-reason">
      <span>{words(finding.code)}</span>
      {finding.detail !== null && (
        <small lang="en" dir="ltr">
          {finding.detail}
        </small>
      )}
      <Entries entries={finding.entries} />
    </span>
  );
}

/** As the board has it (src/flow/board): what fails before what is unknown, what the log said last before older. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  const against = findings.filter(({ weight }) => weight !== 'note');
  const newest = ({ entries }: Finding): number => entries.at(-1) ?? -1;
  return against.sort(
    (one, other) =>
      Number(other.weight === 'fail') - Number(one.weight === 'fail') || newest(other) - newest(one),
  )[0];
}

export function useCodeWords(): (code: string) => string {
  const { t, has } = useWords();
  return (code) => (has(`claims.code.${code}`) ? t(`claims.code.${code}`) : t('claims.codeOther', { code }));
}

const mostEntries = 6;

/** The statements that decided it, in the log. */
export function Entries({ entries }: { entries: readonly number[] }): ReactNode {
  const { t, formats } = useWords();
  if (entries.length === 0) return null;
  return (
    <span className="claim-entries">
      <small>{t('claims.inLog')}</small>
      {entries.slice(0, mostEntries).map((entry) => (
        <Link key={entry} to="/log/$index" params={{ index: String(entry) }} className="claim-entry">
          {formats.number(entry)}
        </Link>
      ))}
      {entries.length > mostEntries && (
        <small>{t('claims.moreEntries', { count: entries.length - mostEntries })}</small>
      )}
    </span>
  );
}

/** What is claimed, in one line: scheme, grade, share. */
export function useGrade(): (claim: {
  scheme: string;
  code: string;
  schemeTitle: string | null;
  codeTitle: string | null;
  sharePpm: number;
}) => string {
  const { t, formats } = useWords();
  return ({ scheme, code, codeTitle, sharePpm }) =>
    t('claims.grade', {
      grade: codeTitle ?? `${scheme.toUpperCase()} ${code}`,
      share: formats.percent(sharePpm / 1_000_000),
    });
}

/** What stands on its label, of the whole id. */
export function LotName({ lot, at }: { lot: string | null; at: number }): ReactNode {
  const { t } = useWords();
  if (lot === null) return t('claims.lotNumber', { number: at + 1 });
  return (
    <span className="lot-id" dir="ltr" title={lot}>
      {lot.slice(lot.lastIndexOf('/') + 1)}
    </span>
  );
}
