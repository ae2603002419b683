// Which tamperings each way of keeping the records detects: by trying them, on a real database and on real nodes.
import { type CatcherName, catcherNames } from '../../cheat/cheat.ts';
import { noChain } from '../../cheat/ground/chain.ts';
import { tryAll } from '../../cheat/run.ts';
import type { Tried } from '../../cheat/try.ts';
import { type Row, skipped } from '../row.ts';
import type { CaughtCentrally } from './central-cheats.ts';

const title = 'Which tamperings are noticed by anybody but the operator, tried one by one';

/** Who there is to notice, in each of the ways; the operator's own next start counts nowhere. */
const watchers: Readonly<Record<Way, readonly CatcherName[]>> = {
  'log alone': ['one file', 'two files'],
  'log and witnesses': [
    'one file',
    'two files',
    'file and policy',
    'witness',
    'mirror',
    'mirror with bodies',
  ],
  'log and chain': ['one file', 'two files', 'chain'],
  'all together': catcherNames.filter((name) => name !== 'next start'),
};
type Way = 'log alone' | 'log and witnesses' | 'log and chain' | 'all together';
const ways = (Object.keys(watchers) as Way[]).filter(
  (way) => noChain === false || !watchers[way].includes('chain'),
);
const singleWays = ways.filter((way) => way !== 'all together');
const central = 'central database';

export async function detectionRows(
  centrally: ReadonlyMap<string, CaughtCentrally | null>,
  progress: (text: string) => void,
): Promise<Row[]> {
  progress('tamperings with real nodes');
  const tried = await tryAll();
  const without = noChain === false ? [] : [skipped(title, 'log and chain', null, noChain)];
  return [...totals(tried, centrally), ...without, ...tried.map((one) => rowOf(one, centrally))];
}

/** One file is what a shopper has; that two readers compare theirs is luck. So both are told. */
function totals(tried: readonly Tried[], centrally: ReadonlyMap<string, CaughtCentrally | null>): Row[] {
  const all = [...centrally.values()];
  const alone = all.filter((caught) => caught?.by === 'one answer').length;
  const noticed = all.filter((caught) => caught !== null).length;
  const proven = all.filter((caught) => caught?.isProof === true).length;
  const ofAll = `of ${tried.length}`;
  const rowsOfLog = ways.map((way): Row => {
    const caught = tried.map((one) => caughtIn(one, way));
    const without = tried.map((one) => caughtIn(one, way).filter(({ by }) => by !== 'two files'));
    return {
      ...{
        section: title,
        what: way,
        value: caught.filter((one) => one.length > 0).length,
        unit: 'noticed',
        target: null,
      },
      raw: {
        'without readers who compare': `${without.filter((one) => one.length > 0).length} ${ofAll}`,
        'proved to a stranger': `${caught.filter((one) => one.some(({ checked }) => checked?.convicts === true)).length} ${ofAll}`,
      },
    };
  });
  const database: Row = {
    ...{ section: title, what: central, value: noticed, unit: 'noticed', target: null },
    raw: { 'without readers who compare': `${alone} ${ofAll}`, 'proved to a stranger': `${proven} ${ofAll}` },
    note: `${all.length} of them can be done to it; the others are about what it has not: a map of balances, witnesses, mirrors`,
  };
  return [database, ...rowsOfLog];
}

function rowOf(one: Tried, centrally: ReadonlyMap<string, CaughtCentrally | null>): Row {
  const words = singleWays.map((way) => [way, wordsOf(one, way)] as const);
  const database = centrally.get(one.name);
  const inCentral =
    database === undefined
      ? 'not there to be tried'
      : database === null
        ? 'nobody'
        : `${database.by}${database.isProof ? '!' : ''}`;
  const value = words.filter(([, by]) => by !== 'nobody').length + (database ? 1 : 0);
  return {
    ...{ section: title, what: one.name, value, unit: 'of 4', target: null },
    raw: { [central]: inCentral, ...Object.fromEntries(words) },
  };
}

function wordsOf(one: Tried, way: Way): string {
  const caught = caughtIn(one, way);
  const words = caught.map(({ by, checked }) => `${by}${checked?.convicts === true ? '!' : ''}`);
  return words.length === 0 ? 'nobody' : words.join(', ');
}

function caughtIn({ caught }: Tried, way: Way): Tried['caught'] {
  return caught.filter(({ by }) => watchers[way].includes(by));
}
