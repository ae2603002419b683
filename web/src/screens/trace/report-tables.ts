// The tables of a report: what is claimed, every place with its kilograms, and what went from place to place.
import type { FlowAnswer, FlowNode, ProofClaim } from '../../api/flow.ts';
import type { Words } from '../../language/words.tsx';
import type { Column, Setting } from '../../paper/setting.ts';
import { columnsOf } from './columns.ts';
import { marksOf } from './marks.tsx';
import { lotName } from './name.ts';
import type { Pictures } from './off-page.tsx';
import type { View } from './view.ts';
import { type FlowWords, wholeKilograms } from './words.ts';

export interface Report {
  readonly answer: FlowAnswer;
  readonly view: View;
  readonly title: string;
  readonly pictures: Pictures;
  readonly words: Words;
  readonly flowWords: FlowWords;
  /** Of this view: whoever has it and may see it finds the same. */
  readonly address: string;
  readonly nowMs: number;
}

export function setClaims(setting: Setting, { words }: Report, claims: readonly ProofClaim[]): void {
  if (claims.length === 0) return;
  const { t } = words;
  const kilograms = kilogramsBy(words);
  setting.heading(t('trace.paper.claims'));
  const columns: Column[] = [
    { head: t('trace.paper.claim'), part: 0.3 },
    { head: t('trace.paper.verdict'), part: 0.26 },
    { head: t('products.claimed'), part: 0.22, end: true },
    { head: t('products.substantiated'), part: 0.22, end: true },
  ];
  setting.table(
    columns,
    claims.map(({ code, result, gramsClaimed, gramsSubstantiated }) => [
      code,
      t(`products.result.${result}`),
      kilograms(gramsClaimed),
      kilograms(gramsSubstantiated),
    ]),
  );
}

function kilogramsBy({ formats }: Words): (grams: number | null) => string {
  return (grams) => (grams === null ? '–' : formats.kilograms(wholeKilograms(grams)));
}

export function setPlaces(setting: Setting, { answer, words, flowWords }: Report): void {
  const { t, formats } = words;
  const kilograms = kilogramsBy(words);
  const columns: Column[] = [
    { head: t('trace.column.stage'), part: 0.1 },
    { head: t('trace.column.place'), part: 0.25 },
    { head: t('trace.column.country'), part: 0.11 },
    { head: t('trace.when'), part: 0.14 },
    { head: t('trace.lotsHere'), part: 0.07, end: true },
    { head: containedHead(answer, words), part: 0.1, end: true },
    { head: t('trace.made'), part: 0.1, end: true },
    { head: t('trace.column.wrong'), part: 0.13 },
  ];
  const when = ({ fromMs, untilMs }: FlowNode): string =>
    fromMs === null || untilMs === null ? '–' : `${formats.date(fromMs)} – ${formats.date(untilMs)}`;
  setting.heading(t('trace.placesCaption'));
  setting.table(
    columns,
    inOrder(answer).map((node) => [
      flowWords.stage(node.stage, node.work[0] ?? null),
      [flowWords.place(node), node.place === null ? '' : lotName(node.place)].filter(Boolean).join(' · '),
      flowWords.where(node) || '–',
      when(node),
      formats.number(node.lots),
      flowWords.amount(node) || '–',
      kilograms(node.madeGrams),
      [...verdictsOf(node, words), ...marksOf(node, words).map(({ text }) => text)].join(' · ') || '–',
    ]),
  );
}

function containedHead({ question }: FlowAnswer, { t }: Words): string {
  return t(question.direction === 'back' ? 'trace.inIt' : 'trace.ofIt');
}

export function setLinks(setting: Setting, { answer, words, flowWords }: Report): void {
  if (answer.edges.length === 0) return;
  const { t, formats } = words;
  const nameOf = new Map(answer.nodes.map((node) => [node.key, flowWords.place(node)]));
  setting.heading(t('trace.linksCaption'));
  setting.table(
    [
      { head: t('trace.column.from'), part: 0.32 },
      { head: t('trace.column.to'), part: 0.32 },
      { head: t('trace.column.times'), part: 0.09, end: true },
      { head: containedHead(answer, words), part: 0.13, end: true },
      { head: t('trace.column.moved'), part: 0.14, end: true },
    ],
    answer.edges.map((edge) => [
      nameOf.get(edge.from) ?? '',
      nameOf.get(edge.to) ?? '',
      formats.number(edge.links),
      flowWords.amount(edge) || '–',
      kilogramsBy(words)(edge.grams),
    ]),
  );
}

function verdictsOf({ claims }: FlowNode, { t, formats }: Words): string[] {
  return Object.entries(claims).flatMap(([result, count]) =>
    result === 'not-judged' ? [] : [`${t(`products.result.${result}`)}: ${formats.number(count)}`],
  );
}

/** As the trade runs, where most is of it first. */
export function inOrder({ nodes, edges }: FlowAnswer): FlowNode[] {
  const columns = columnsOf(nodes, edges);
  const weight = ({ containedGrams, share, lots }: FlowNode): number => containedGrams ?? share ?? lots;
  return nodes.toSorted((a, b) => columns.of.get(a.key)! - columns.of.get(b.key)! || weight(b) - weight(a));
}
