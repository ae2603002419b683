// What was done at a step: a code for what the trade has names for, else the name that was given.

// The process (an extension of the event) says more than the business step; the first match counts. In the order of
// the trade, from field to shop: with recycling a chain runs in a circle, and no distance tells what comes first.
const acts: readonly (readonly [RegExp, string])[] = [
  [/^farm|^growing|^harvest/, 'grown'],
  [/^ginning/, 'ginned'],
  [/recycl/, 'recycled'],
  [/^blending/, 'blended'],
  [/^spinning/, 'spun'],
  [/^twisting/, 'twisted'],
  [/^dyeing-yarn/, 'yarn-dyed'],
  [/^knitting/, 'knitted'],
  [/^weaving/, 'woven'],
  [/^dyeing|^finishing/, 'finished'],
  [/^printing/, 'printed'],
  [/^cutting-and-sewing/, 'cut-and-sewn'],
  [/^cutting/, 'cut'],
  [/^(sewing|making|assembl)/, 'sewn'],
  [/^(washing|laundry)/, 'washed'],
];

/** Every act that has a code: whoever shows it has words for each. */
export function actCodes(): string[] {
  return [...new Set([...acts.map(([, code]) => code), ...Object.values(steps)])];
}

/** Place of an act in the order of the trade; undefined where it is none of the known ones. */
export function rankOf(act: string): number | undefined {
  const rank = acts.findIndex(([, code]) => code === act);
  return rank === -1 ? undefined : rank;
}

const steps: Readonly<Record<string, string>> = {
  packing: 'packed',
  repackaging: 'repacked',
  assembling: 'assembled',
  disassembling: 'taken-apart',
  commissioning: 'made',
  creating_class_instance: 'made',
  encoding: 'numbered',
  harvesting: 'grown',
};

/** `spun` of the process `spinning-carded`; the step, or `made`, where no process is named; `Moon bleaching` of one that nobody knows. */
export function actOf(process: string | null, step: string | null): string {
  const name = lastPart(process);
  const known = acts.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  if (name !== '') return sentenceCase(name);
  return steps[lastPart(step)] ?? 'made';
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
