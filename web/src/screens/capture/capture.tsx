// What happened? One large tile for each kind of thing that people record.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { countWaiting, useQueue } from '../../offline/queue/use-queue.ts';
import { NoParty } from '../../shell/no-party.tsx';
import './capture.css';
import { Device } from './device.tsx';
import { useWorkshop } from './workshop.ts';

interface Tile {
  readonly id: 'harvest' | 'run' | 'split' | 'merge' | 'pack' | 'unpack' | 'correct';
  readonly icon: IconName;
}

const tiles: readonly Tile[] = [
  { id: 'run', icon: 'run' },
  { id: 'harvest', icon: 'field' },
  { id: 'split', icon: 'split' },
  { id: 'merge', icon: 'merge' },
  { id: 'pack', icon: 'pack' },
  { id: 'unpack', icon: 'receive' },
  { id: 'correct', icon: 'correct' },
];

export function Capture(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const party = me?.active?.party;
  // What the forms need is asked for now, while there may be a line.
  useWorkshop();
  return (
    <Page icon="record" title={t('capture.title')} lead={t('capture.lead')}>
      {party === null || (me !== undefined && party === undefined) ? (
        <NoParty>{t('capture.noParty')}</NoParty>
      ) : (
        <>
          <WaitingWord />
          <ul className="tiles">
            {tiles.map(({ id, icon }) => (
              <li key={id}>
                <Link to={`/capture/${id}` as '/'} className="tile">
                  <Icon name={icon} />
                  <span className="tile-name">{t(`capture.tile.${id}`)}</span>
                  <span className="quiet">{t(`capture.tileMore.${id}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
          {party && <Device party={party} />}
        </>
      )}
    </Page>
  );
}

/** Something is not sent yet, or was refused. */
function WaitingWord(): ReactNode {
  const { t } = useWords();
  const items = useQueue();
  const count = countWaiting(items);
  if (count === 0) return null;
  const refused = items?.filter(({ state }) => state === 'refused').length ?? 0;
  return (
    <Note tone={refused > 0 ? 'bad' : 'info'}>
      <p>
        {refused > 0 ? t('capture.refusedWaiting', { count: refused }) : t('capture.waiting', { count })}{' '}
        <Link to={'/queue' as '/'}>{t('capture.toQueue')}</Link>
      </p>
    </Note>
  );
}
