// The stages of the trade from field to shop: what stands in one column of a drawing of a chain.

/** In the order of the trade. `other`: work that is none of the known; `undeclared`: lots of which nobody said who made them. */
export const stages = [
  'field',
  'gin',
  'recycling',
  'yarn',
  'fabric',
  'finishing',
  'making',
  'packing',
  'shop',
  'other',
  'undeclared',
] as const;
export type StageCode = (typeof stages)[number];

const processes: readonly (readonly [RegExp, StageCode])[] = [
  [/^(farm|growing|harvest)/, 'field'],
  [/^ginning/, 'gin'],
  [/recycl/, 'recycling'],
  [/^(opening|blending|carding|combing|spinning|twisting|winding)/, 'yarn'],
  [/^(knitting|weaving|nonwoven)/, 'fabric'],
  [/^(dyeing|finishing|printing|bleaching|washing|laundry|coating)/, 'finishing'],
  [/^(cutting|sewing|making|assembl|confection)/, 'making'],
  [/^(packing|packaging|repackaging)/, 'packing'],
  [/^retail/, 'shop'],
];

const steps: Readonly<Record<string, StageCode>> = {
  harvesting: 'field',
  packing: 'packing',
  repackaging: 'packing',
  retail_selling: 'shop',
};

/** By the process where one is named, else by the business step. Names may come as URIs of a vocabulary. */
export function stageOf(process: string | null, step: string | null): StageCode {
  const name = lastPart(process);
  const known = processes.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  return (name === '' ? steps[lastPart(step)] : undefined) ?? 'other';
}

function lastPart(name: string | null): string {
  return (name ?? '').split(/[/#:]/).at(-1) ?? '';
}
