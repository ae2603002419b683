// The evidence file that a reader of this level gets about the lot, and what of the party's own events is in it.
import type { ReactNode } from 'react';
import type { Seen } from '../../api/seen.ts';
import { Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Fields } from './thing.tsx';

export function EvidencePreview({ evidence }: { evidence: Seen['evidence'] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('seen.evidence')}>
      {evidence === null ? (
        <p className="quiet">{t('seen.evidenceNone')}</p>
      ) : (
        <div className="stack">
          <p className="quiet">{t('seen.evidenceLead')}</p>
          <p>
            {t('seen.evidenceFacts', {
              statements: formats.number(evidence.statements),
              size: formats.number(Math.ceil(evidence.bytes / 1024)),
            })}
          </p>
          {evidence.events.length > 0 && (
            <>
              <h3>{t('seen.evidenceOwn')}</h3>
              {evidence.events.map(({ id, fields }) => (
                <Fields key={id} fields={fields} />
              ))}
            </>
          )}
        </div>
      )}
    </Panel>
  );
}
