// Anchors and witnesses: who holds the head of this log outside, how far, and what keeps them.
import type { ReactNode } from 'react';
import type { Operating } from '../../api/operate.ts';
import { Badge, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import type { OfNode } from './cards.tsx';

interface Kept {
  name: string;
  /** Where it is asked, of a witness. */
  address: string | null;
  size: number;
  atMs: number | null;
  state: 'well' | 'late' | 'trouble' | 'underWay';
}

const tones: Readonly<Record<Kept['state'], Tone>> = {
  ...{ well: 'good', late: 'warn', trouble: 'bad', underWay: 'info' },
};

export function Outside({ node }: OfNode): ReactNode {
  const { t } = useWords();
  const isLate = (name: string): boolean => node.late.some(({ what }) => what === name);
  return (
    <Panel title={t('operate.outside')}>
      <div className="stack">
        <p className="quiet">{t('operate.outsideHint')}</p>
        {node.anchors.length === 0 ? (
          <p>{t('operate.noAnchors')}</p>
        ) : (
          <KeptTable title={t('operate.place')} rows={node.anchors.map((one) => anchorRow(one, isLate))} />
        )}
        {node.witnesses.length === 0 ? (
          <p>{t('operate.noWitnesses')}</p>
        ) : (
          <KeptTable
            title={t('operate.witness')}
            rows={node.witnesses.map((one) => witnessRow(one, isLate))}
          />
        )}
      </div>
    </Panel>
  );
}

function anchorRow(anchor: Operating['anchors'][number], isLate: (name: string) => boolean): Kept {
  const { chain, settledSize, settledAtMs, underWay, trouble } = anchor;
  const calm = underWay === null ? 'well' : 'underWay';
  const state = trouble !== null ? 'trouble' : isLate(chain) ? 'late' : calm;
  return { name: chain, address: null, size: settledSize, atMs: settledAtMs, state };
}

function witnessRow(witness: Operating['witnesses'][number], isLate: (name: string) => boolean): Kept {
  const { name, url, size, signedAtMs, trouble } = witness;
  const state = trouble !== null ? 'trouble' : isLate(name) ? 'late' : 'well';
  return { name, address: url, size, atMs: signedAtMs, state };
}

function KeptTable({ title, rows }: { title: string; rows: readonly Kept[] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Table
      caption={title}
      captionHidden
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        {
          key: 'name',
          head: title,
          cell: ({ name, address }) => (
            <span className="operate-name">
              <bdi>{name}</bdi>
              {address !== null && (
                <small className="quiet">
                  <bdi>{address}</bdi>
                </small>
              )}
            </span>
          ),
        },
        {
          key: 'state',
          head: t('operate.state'),
          cell: ({ state }) => <Badge tone={tones[state]}>{t(`operate.state.${state}`)}</Badge>,
        },
        { key: 'size', head: t('operate.upTo'), end: true, cell: ({ size }) => formats.number(size) },
        {
          key: 'at',
          head: t('operate.when'),
          cell: ({ atMs }) => (
            <span className="operate-when">{atMs === null ? t('operate.never') : formats.moment(atMs)}</span>
          ),
        },
      ]}
    />
  );
}
