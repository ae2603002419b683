// What was done at a step, in words that a child of twelve knows.

// The process (an extension of the event) says more than the business step; the first match counts. In the order of
// the trade, from field to shop: with recycling a chain runs in a circle, and no distance tells what comes first.
const acts: readonly (readonly [RegExp, string])[] = [
  [/^farm|^growing|^harvest/, 'Grown and picked'],
  [/^ginning/, 'Fibre parted from seed'],
  [/recycl/, 'Waste torn back into fibre'],
  [/^blending/, 'Fibres mixed'],
  [/^spinning/, 'Spun into yarn'],
  [/^twisting/, 'Yarns twisted together'],
  [/^dyeing-yarn/, 'Yarn dyed'],
  [/^knitting/, 'Knitted into cloth'],
  [/^weaving/, 'Woven into cloth'],
  [/^dyeing|^finishing/, 'Dyed and finished'],
  [/^printing/, 'Printed'],
  [/^cutting-and-sewing/, 'Cut and sewn'],
  [/^cutting/, 'Cut to shape'],
  [/^(sewing|making|assembl)/, 'Sewn together'],
  [/^(washing|laundry)/, 'Washed'],
];

/** Place of an act in the order of the trade; undefined where it is none of the known ones. */
export function rankOf(act: string): number | undefined {
  const rank = acts.findIndex(([, words]) => words === act);
  return rank === -1 ? undefined : rank;
}

const steps: Readonly<Record<string, string>> = {
  packing: 'Packed',
  repackaging: 'Packed anew',
  assembling: 'Put together',
  disassembling: 'Taken apart',
  commissioning: 'Made',
  creating_class_instance: 'Made',
  encoding: 'Given a number',
  harvesting: 'Grown and picked',
};

/** `Spun into yarn` of the process `spinning-carded`; the step, or `Made`, where no process is named. */
export function actOf(process: string | null, step: string | null): string {
  const name = lastPart(process);
  const known = acts.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  if (name !== '') return sentenceCase(name);
  return steps[lastPart(step)] ?? 'Made';
}

/** What comes out of packing are parcels: no product, and nothing to weigh beside what is in them. */
export function isPacking(process: string | null, step: string | null): boolean {
  return process === null && lastPart(step) === 'packing';
}

/** Work on a farm: what is shown of it stays coarser, because a farm is often somebody's home. */
export function isFarmWork(process: string | null): boolean {
  return /^(farm|growing|harvest)/.test(lastPart(process));
}

// Names may come as URIs of a vocabulary.
function lastPart(name: string | null): string {
  return (name ?? '').split(/[/#:]/).at(-1) ?? '';
}

function sentenceCase(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').slice(0, 60);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
