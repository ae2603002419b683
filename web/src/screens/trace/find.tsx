// Finds places, countries and lots within the chain that is looked at.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue } from 'react';
import { type FlowAnswer, type FlowLot, flowQuery } from '../../api/flow.ts';
import { Icon } from '../../design/icon.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { Merged } from './merge.ts';
import { useSettling } from './steady.ts';
import { useFlowWords } from './words.ts';
import { type Looking, useLooking } from './view.ts';

const fewestLetters = 2;
const lotsShown = 8;

export interface Finds {
  /** Boxes in which something was found; undefined = nobody searches. */
  readonly boxes: ReadonlySet<string> | undefined;
  readonly lots: readonly FlowLot[];
  readonly lotCount: number;
}

export function useFinds(
  answer: FlowAnswer | undefined,
  flow: Merged | undefined,
  { id, view }: Looking,
): Finds {
  const words = useFlowWords();
  const find = useDeferredValue(view.find.trim().toLowerCase());
  const isSearching = find.length >= fewestLetters;
  const mayList = answer !== undefined && (answer.level === 'site' || answer.level === 'full');
  const { data } = useQuery({
    ...flowQuery({
      id,
      ...{ direction: view.direction, from: view.from, until: view.until },
      lots: { search: find, limit: lotsShown },
    }),
    enabled: isSearching && mayList,
  });
  if (!isSearching || flow === undefined || answer === undefined)
    return { boxes: undefined, lots: [], lotCount: 0 };
  const isMeant = (text: string): boolean => text.toLowerCase().includes(find);
  const places = answer.nodes.filter((node) =>
    [
      words.place(node),
      words.where(node),
      words.stage(node.stage, node.work[0] ?? null),
      node.place ?? '',
    ].some(isMeant),
  );
  const lots = data?.lots?.member ?? [];
  const keys = [...places.map(({ key }) => key), ...lots.map(({ node }) => node)];
  return {
    boxes: new Set(keys.flatMap((key) => flow.boxOf.get(key) ?? [])),
    lots,
    lotCount: data?.lots?.total ?? 0,
  };
}

export function FindBox({ finds }: { finds: Finds }): ReactNode {
  const { t } = useWords();
  const { view, look } = useLooking();
  const [text, setText] = useSettling(view.find, (find) => look({ find }));
  return (
    <search className="flow-find">
      <TextField
        type="search"
        label={t('trace.find')}
        placeholder={t('trace.findHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {finds.boxes !== undefined && (
        <p role="status" className="quiet">
          {t('trace.foundPlaces', { count: finds.boxes.size })}{' '}
          {t('trace.foundLots', { count: finds.lotCount })}
        </p>
      )}
      {finds.lots.length > 0 && (
        <ul className="list">
          {finds.lots.map((lot) => (
            <li key={lot.id}>
              <FoundLot lot={lot} onPick={() => look({ place: lot.node })} />
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

function FoundLot({ lot, onPick }: { lot: FlowLot; onPick: () => void }): ReactNode {
  const words = useFlowWords();
  return (
    <button type="button" className="line flow-plain" onClick={onPick}>
      <Icon name="lots" />
      <span className="what">{words.lot(lot.id)}</span>
      <Icon name="next" turns />
      <span className="more">{lot.placeName ?? lot.partyName}</span>
    </button>
  );
}
