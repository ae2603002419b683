// What came of it, for people: who catches what, how soon, and whether it can be proved to others.
import { type CatcherName, catcherNames } from './cheat.ts';
import type { Caught, Tried } from './try.ts';

/** One row a cheat, one column a catcher; a heading first. */
export function matrix(tried: readonly Tried[]): string[][] {
  return [
    ['cheat', ...catcherNames],
    ...tried.map((one) => [one.name, ...catcherNames.map((name) => cell(one, name))]),
  ];
}

export const legend: readonly string[] = [
  'now, next   caught at the first look after the cheat, or when the log has gone on to its next head',
  '!           what this one holds convicts the operator before a stranger who has only the log’s key (of the chain: and the block’s hash)',
  '!next       so it does from the next head on',
  '·           sees nothing wrong            –   cannot look on this machine',
];

function cell({ caught, absent }: Tried, name: CatcherName): string {
  if (absent.some(({ by }) => by === name)) return '–';
  const found = caught.find(({ by }) => by === name);
  return found === undefined ? '·' : `${momentWord(found.when)}${proofWord(found)}`;
}

function momentWord(when: Caught['when']): string {
  return when === 'at once' ? 'now' : 'next';
}

function proofWord({ when, provenWhen }: Caught): string {
  if (provenWhen === null) return '';
  return provenWhen === when ? '!' : ` !${momentWord(provenWhen)}`;
}

/** Nobody outside has caught it, and nobody was to: what would is told instead. */
export function isUncaught({ caught, promised }: Tried): boolean {
  const all = [...caught.map(({ by }) => by), ...Object.keys(promised)];
  return all.every((by) => by === 'next start');
}
