// What needs the operator now, in words with what to do.
import type { ReactNode } from 'react';
import type { Operating } from '../../api/operate.ts';
import { Note, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

type Late = Operating['late'][number];

/** Where waiting makes it worse, or something is not as it should be. */
const grave = new Set([
  'DISK_LOW',
  'BACKUP_BAD',
  'ANCHOR_HEAD_UNKNOWN',
  'ANCHOR_CHAIN_LIES',
  'WITNESS_AHEAD',
]);

export function LateList({ node }: { node: Operating }): ReactNode {
  const { t } = useWords();
  if (node.late.length === 0)
    return (
      <Note tone="good" live>
        <p>{t('operate.well')}</p>
      </Note>
    );
  return (
    <section className="stack" aria-labelledby="operate-now">
      <h2 id="operate-now">{t('operate.now')}</h2>
      {node.late.map((late) => (
        <LateNote key={`${late.code} ${late.what}`} late={late} />
      ))}
    </section>
  );
}

function LateNote({ late: { code, what, sinceMs, detail } }: { late: Late }): ReactNode {
  const { t, has, formats } = useWords();
  const tone: Tone = grave.has(code) ? 'bad' : 'warn';
  const values = { what: what ?? t('operate.thisNode') };
  return (
    <Note tone={tone}>
      <div className="operate-list">
        <p>
          {has(`operate.late.${code}`) ? t(`operate.late.${code}`, values) : t('operate.late.other', values)}
        </p>
        {sinceMs !== null && (
          <small className="quiet">{t('operate.since', { date: formats.moment(sinceMs) })}</small>
        )}
        {detail !== null && <small className="quiet operate-said">{t('operate.said', { detail })}</small>}
      </div>
    </Note>
  );
}
