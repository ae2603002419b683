// What is wrong at a place, in sentences: those of the node where the reader may know them, one for all lots of which it says the same.
import type { FlowAnswer, FlowNode } from '../../api/flow.ts';
import type { Words } from '../../language/words.tsx';
import { lotName } from './name.ts';

const link = /https?:\/\/[^\s,;]+\/(?:10|21|00)\/[^\s,;]+/g;
/** Further lots that a sentence names; the rest are counted. */
const fewLots = 5;

export function wrongAt(node: FlowNode, answer: FlowAnswer, { t, has }: Words): string[] {
  const here = <T extends { node: string }>(all: readonly T[]): T[] =>
    all.filter((one) => one.node === node.key);
  const told = [
    ...here(answer.conflicts).map(({ detail }) => detail ?? t('trace.conflicts', { count: 1 })),
    ...here(answer.findings).map(({ code, detail }) => detail ?? code),
    ...here(answer.gaps).map(({ kind }) =>
      t(has(`trace.gap.${kind}`) ? `trace.gap.${kind}` : 'trace.gap.other'),
    ),
  ];
  return together([...new Set(told)], (count) => t('trace.more', { count }));
}

/** `61J1 is cutting-waste … (61J2, 61J3, 4 more)`: sentences that differ in their first lot only are one. */
export function together(sentences: readonly string[], more: (count: number) => string): string[] {
  const byForm = new Map<string, string[]>();
  for (const sentence of sentences) {
    const plain = sentence.replace(link, (id) => lotName(id));
    const [lot] = sentence.match(link) ?? [];
    const form = lot === undefined ? plain : plain.replace(lotName(lot), '\u0000');
    byForm.set(form, [...(byForm.get(form) ?? []), ...(lot === undefined ? [] : [lotName(lot)])]);
  }
  return [...byForm].map(([form, [first = '', ...others]]) => {
    const left = others.length - fewLots;
    const named = [...others.slice(0, fewLots), ...(left > 0 ? [more(left)] : [])];
    return form.replace('\u0000', first) + (named.length > 0 ? ` (${named.join(', ')})` : '');
  });
}
