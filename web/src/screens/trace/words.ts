// How things of a chain are called.
import type { IconName } from '../../design/icon.tsx';
import type { FlowLot, FlowNode } from '../../api/flow.ts';
import { type Words, useWords } from '../../language/words.tsx';
import { lotName } from './name.ts';

const icons: Readonly<Record<FlowNode['stage'], IconName>> = {
  field: 'field',
  gin: 'gin',
  recycling: 'recall',
  yarn: 'yarn',
  fabric: 'loom',
  finishing: 'dye',
  making: 'shirt',
  packing: 'pack',
  shop: 'product',
  other: 'run',
  undeclared: 'unknown',
};

export function stageIcon(stage: string): IconName {
  return icons[stage as FlowNode['stage']] ?? 'run';
}

export interface FlowWords {
  /** `Gin`; of work that we have no word for, its own. */
  stage(stage: string, work?: string | null): string;
  place(node: FlowNode): string;
  /** How much of it is in (or of) the asked lot: kilograms, else the share of its stage. */
  amount(node: { containedGrams: number | null; share: number | null }): string;
  where(node: { country: string | null; region: string | null }): string;
  lot(id: string): string;
}

/** Made once for each language: a drawing asks for them a thousand times. */
const made = new WeakMap<Words, FlowWords>();

export function useFlowWords(): FlowWords {
  const words = useWords();
  const known = made.get(words) ?? {
    stage: (stage, work) => stageWord(words, stage, work),
    ...placeWords(words),
  };
  made.set(words, known);
  return known;
}

function stageWord({ t }: Words, stage: string, work?: string | null): string {
  return stage === 'other' && work ? plainWork(work) : t(`trace.stage.${stage}`);
}

function placeWords({ t, formats }: Words): Omit<FlowWords, 'stage'> {
  const where: FlowWords['where'] = ({ country, region }) =>
    [country === null ? null : formats.country(country), region].filter(Boolean).join(' · ');
  return {
    where,
    place: (node) => {
      if (node.stage === 'undeclared') return t('trace.notDeclared');
      if (node.merged > 1) return t('trace.more', { count: node.merged });
      return node.name ?? (where(node) || t('trace.placeNotKnown'));
    },
    amount: ({ containedGrams, share }) => {
      // What nothing is known to be in is not said to weigh nothing.
      if (containedGrams === 0) return '';
      if (containedGrams !== null) return formats.kilograms(wholeKilograms(containedGrams));
      return share === null ? '' : formats.percent(share);
    },
    lot: lotName,
  };
}

/** From ten kilograms on, grams only get in the way. */
export function wholeKilograms(grams: number): number {
  return Math.abs(grams) < 10_000 ? grams : Math.round(grams / 1000) * 1000;
}

/** `09520112000022/25-00001`: with its product, for two products may have a lot of one name. */
export function exactLot(id: string): string {
  const product = /\/01\/(\d{8,14})\//.exec(id)?.[1];
  return product === undefined ? lotName(id) : `${product}/${lotName(id)}`;
}

function plainWork(work: string): string {
  const words = (work.split(/[/#:]/).at(-1) ?? work).replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where a lot is by what was told last, and with whom. */
export function holderOf(lot: FlowLot): string {
  return (
    lot.seen?.placeName ?? lot.seen?.partyName ?? lot.seen?.place ?? lot.placeName ?? lot.partyName ?? ''
  );
}
