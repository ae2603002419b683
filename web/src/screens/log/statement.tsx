// The statement behind an entry, as far as this reader is shown.
import type { ReactNode } from 'react';
import type { Answers, ShownStatement } from '../../api/schema.ts';
import { Badge, Facts, Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

export function StatementView({ told }: { told: Answers['GET /log/entries/{index}'] }): ReactNode {
  const { t } = useWords();
  if (told.kind === 'holdings') return <p>{t('log.rootMeans')}</p>;
  if (told.statement === null) {
    return (
      <Note tone="info">
        <p>{t('log.hidden')}</p>
        <p className="quiet">{t('log.hiddenMore')}</p>
      </Note>
    );
  }
  return <Shown statement={told.statement} />;
}

function Shown({ statement }: { statement: ShownStatement }): ReactNode {
  const { t, has, formats } = useWords();
  const { kind, issuer, issuerName, custody, issuedAtMs, claims, disclosures, sdjwt, keyId } = statement;
  return (
    <div className="stack">
      <p>{has(`log.kind.${kind}`) ? t(`log.kind.${kind}`) : kind}</p>
      <Facts
        facts={[
          { name: t('log.by'), value: issuerName ?? issuer },
          { name: t('log.signedAt'), value: formats.moment(issuedAtMs) },
          {
            name: t('log.keyHeld'),
            value:
              custody === 'device'
                ? t('verify.keyOwn')
                : custody === 'custodial'
                  ? t('verify.keyNode')
                  : keyId,
          },
        ]}
      />
      <p className="row">
        <Badge tone="good" icon="eye">
          {t('log.shown', { count: disclosures.shown })}
        </Badge>
        {disclosures.withheld > 0 && (
          <Badge tone="warn" icon="key">
            {t('log.withheld', { count: disclosures.withheld })}
          </Badge>
        )}
        {disclosures.erased > 0 && (
          <Badge tone="quiet" icon="close">
            {t('log.erased', { count: disclosures.erased })}
          </Badge>
        )}
      </p>
      <Claims value={claims as unknown} />
      {sdjwt !== null && (
        <details className="verify-fold">
          <summary>{t('log.asSigned')}</summary>
          <pre className="log-signed" dir="ltr">
            <code>{sdjwt.split('~').join('~\n')}</code>
          </pre>
        </details>
      )}
    </div>
  );
}

/** Whatever was signed, as a tree of names and values. */
function Claims({ value }: { value: unknown }): ReactNode {
  if (typeof value !== 'object' || value === null)
    return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>;
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (members.length === 0) return <span className="quiet">{Array.isArray(value) ? '[ ]' : '{ }'}</span>;
  return (
    <dl className="log-claims" dir="ltr">
      {members.map(([key, inner]) => (
        <div key={key}>
          <dt>{Array.isArray(value) ? Number(key) + 1 : key}</dt>
          <dd>
            <Claims value={inner} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
