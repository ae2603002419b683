// What the chain of the bench consists of: from fields to one lot of shirts.

export interface Stage {
  readonly name: string;
  readonly process: string;
  readonly category: string;
  readonly lots: number;
  readonly parties: number;
  /** Kilograms that come out of a hundred. */
  readonly outOf100: number;
}

/** Five thousand lots of sixty parties; each lot is made of those of the stage before. */
export const stages: readonly Stage[] = [
  stage('seed-cotton', 'farm-production', 'seed-cotton', 2_200, 20, 100),
  stage('lint', 'ginning', 'lint', 1_700, 10, 36),
  stage('yarn', 'spinning-carded', 'yarn', 700, 12, 87),
  stage('greige', 'knitting', 'greige-fabric', 300, 10, 98),
  stage('dyed', 'dyeing-finishing', 'dyed-fabric', 99, 7, 94),
  stage('shirt', 'cutting-and-sewing', 't-shirt', 1, 1, 85),
];

function stage(
  name: string,
  process: string,
  category: string,
  lots: number,
  parties: number,
  outOf100: number,
): Stage {
  return { name, process, category, lots, parties, outOf100 };
}

export const firstMs: number = Date.UTC(2025, 8, 1);
export const dayMs = 86_400_000;

/** Each stage works a month after the one before. */
export function timeOf(level: number): number {
  return firstMs + level * 30 * dayMs;
}

/** A GTIN for each stage. */
export function productOf({ name }: Stage): string {
  const level = stages.findIndex((one) => one.name === name);
  return `https://id.gs1.org/01/0952016100${String(level).padStart(4, '0')}`;
}

export function lotOf(stage: Stage, at: number): string {
  return `${productOf(stage)}/10/${at}`;
}

/** Neighbouring lots are of one party. */
export function partyOf({ name, lots, parties }: Stage, at: number): string {
  return `did:web:${name}-${Math.floor((at * parties) / lots)}`;
}

export function partiesOf({ name, parties }: Stage): string[] {
  return Array.from({ length: parties }, (_, at) => `did:web:${name}-${at}`);
}
