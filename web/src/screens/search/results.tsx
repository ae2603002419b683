// What was found: each thing with its picture, what it is, and whose.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import type { Found, SearchAnswer } from '../../api/schema.ts';
import { shortName } from '../../../../src/domain/passport/title.ts';
import { Icon } from '../../design/icon.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { addressOf, kindIcons } from './address.ts';

export function Results({
  answer: { member, more },
  asked,
}: {
  answer: SearchAnswer;
  asked: string;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      <p role="status" className="quiet">
        {member.length === 0 ? '' : t('search.count', { count: member.length })}
      </p>
      {member.length === 0 && <Nothing asked={asked} />}
      <ul className="list search-results" aria-label={t('search.results')}>
        {member.map((found) => (
          <li key={`${found.kind} ${found.id}`}>
            <Hit found={found} />
          </li>
        ))}
      </ul>
      {more && <p className="quiet">{t('search.more')}</p>}
    </>
  );
}

function Hit({ found }: { found: Found }): ReactNode {
  const isMember = useMe().data?.active != null;
  const address = addressOf(found, isMember);
  return address.kind === 'screen' ? (
    <Link className="line" to={address.to}>
      <HitWords found={found} />
    </Link>
  ) : (
    <a className="line" href={address.href}>
      <HitWords found={found} />
    </a>
  );
}

function HitWords({ found }: { found: Found }): ReactNode {
  const { t, formats } = useWords();
  const { kind, id, name, of } = found;
  const title =
    kind === 'entry' ? t('search.entry', { number: formats.number(Number(id)) }) : (name ?? shortName(id));
  const isLot = kind === 'lot' || kind === 'item' || kind === 'unit';
  return (
    <>
      <Icon name={kindIcons[kind]} />
      <span className="what">{isLot ? shortName(id) : title}</span>
      <span className="quiet">{t(`search.kind.${kind}`)}</span>
      {isLot && name !== null && <span className="more">{name}</span>}
      {of !== null && <span className="more">{of}</span>}
      {kind !== 'entry' && id !== title && (
        <span className="more search-id">
          <code>{id}</code>
        </span>
      )}
    </>
  );
}

function Nothing({ asked }: { asked: string }): ReactNode {
  const { t } = useWords();
  const isMember = useMe().data?.active != null;
  return (
    <Empty icon="search">
      <p>{t('search.nothing', { asked })}</p>
      <p>{isMember ? t('search.nothingHint') : t('search.nothingPublic')}</p>
    </Empty>
  );
}
