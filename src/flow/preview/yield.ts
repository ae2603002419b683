// Whether a run gave what such a run usually gives, before it is recorded. The verdict on claims judges the same by the same
// packs (verifier/src/judge/yield) over whole chains; here is one run, with what its party sees on its own scales.
import { bandFor, type MaterialPack, modelOf, type Portion, processCovers, type RecordBook } from '#verifier';
import type { EventFacts } from '../../domain/ledger/facts.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { ProductRecord, Register } from '../../domain/party/register.ts';
import type { PreviewWarning } from './answer.ts';

const wholePpm = 1_000_000;

/** One run: an event, or all events of one transformationID in what was sent. */
interface Run {
  events: number[];
  process: string | null;
  country: string | null;
  drawn: Portion[];
  produced: Portion[];
}

/** YIELD_HIGH and YIELD_LOW by place in the list; nothing where a mass is not known or no pack has figures. */
export function yieldWarnings(ledger: Ledger, events: readonly EventFacts[]): Map<number, PreviewWarning[]> {
  const packs = materialPacks(ledger.records, ledger.recordedAtMs);
  const warned = new Map<number, PreviewWarning[]>();
  if (packs.length === 0) return warned;
  for (const run of runsOf(ledger, events)) {
    const warnings = warningsOfRun(ledger, packs, run);
    for (const at of warnings.length > 0 ? run.events : []) warned.set(at, warnings);
  }
  return warned;
}

function materialPacks(book: RecordBook, atMs: number): MaterialPack[] {
  const adopted = book
    .ofKind('pack')
    .filter(({ content, withheld }) => content.kind === 'material' && !withheld);
  const names = [...new Set(adopted.map(({ pack }) => pack))].sort();
  return names.flatMap((name) => {
    const content = book.packAt(name, atMs)?.content;
    return content?.kind === 'material' ? [content] : [];
  });
}

function runsOf(ledger: Ledger, events: readonly EventFacts[]): Run[] {
  const runs = new Map<string, Run>();
  for (const [at, { movement, process, country }] of events.entries()) {
    const { drawn, produced, place, run: name } = movement;
    if (movement.type !== 'TransformationEvent' || movement.voids !== undefined) continue;
    const site = place === undefined ? undefined : ledger.register.facilities.get(place);
    const key = name ?? `event ${at}`;
    const run = runs.get(key) ?? {
      events: [],
      process,
      country: country ?? site?.country ?? null,
      drawn: [],
      produced: [],
    };
    run.events.push(at);
    run.drawn.push(...drawn);
    run.produced.push(...produced);
    runs.set(key, run);
  }
  return [...runs.values()];
}

function warningsOfRun({ register }: Ledger, packs: readonly MaterialPack[], run: Run): PreviewWarning[] {
  const inGrams = massOf(register, run.drawn);
  if (inGrams === null || inGrams === 0) return [];
  const categories = new Map<string, Portion[]>();
  for (const portion of run.produced) {
    const category = productOf(register, portion.lot)?.category ?? '*';
    categories.set(category, [...(categories.get(category) ?? []), portion]);
  }
  return [...categories].flatMap(([category, portions]) => {
    const outGrams = massOf(register, portions);
    const usual = usualYield(packs, run, category);
    return outGrams === null || usual === undefined ? [] : compared(run, category, inGrams, outGrams, usual);
  });
}

interface Usual {
  lowPpm: number;
  highPpm: number;
}

/** The widest of what the packs allow; those that know nothing of the process say nothing. */
function usualYield(
  packs: readonly MaterialPack[],
  { process, country }: Run,
  category: string,
): Usual | undefined {
  const bands = packs.flatMap((pack) => {
    const code = codeOf(pack, process);
    const own = pack.yields[bandFor(pack.yields, code, category, country)];
    // A category that nobody told may be any that this process gives.
    const some =
      category === '*' ? pack.yields.filter(({ processes }) => processCovers(processes, code)) : [];
    return own === undefined ? some : [own];
  });
  if (bands.length === 0) return undefined;
  const isAny = category === '*' && bands.length > 1;
  return {
    lowPpm: isAny ? 0 : Math.min(...bands.map(({ lowPpm }) => lowPpm.value)),
    highPpm: Math.max(...bands.map(({ highPpm }) => highPpm.value)),
  };
}

function codeOf({ processes }: MaterialPack, name: string | null): string | null {
  const asked = name?.toLowerCase();
  const found = processes.find(
    ({ code, aliases }) =>
      code.toLowerCase() === asked || aliases.some((alias) => alias.toLowerCase() === asked),
  );
  return found?.code ?? name;
}

function compared(
  { process }: Run,
  category: string,
  inGrams: number,
  outGrams: number,
  { lowPpm, highPpm }: Usual,
): PreviewWarning[] {
  const yieldPpm = Math.round((outGrams / inGrams) * wholePpm);
  if (yieldPpm >= lowPpm && yieldPpm <= highPpm) return [];
  const isHigh = yieldPpm > highPpm;
  const [got, low, high] = [yieldPpm, lowPpm, highPpm].map((ppm) => `${Math.round(ppm / 1000) / 10} %`);
  const points = isHigh ? 'Has all that went in been told?' : 'Has all that came out been told?';
  return [
    {
      code: isHigh ? 'YIELD_HIGH' : 'YIELD_LOW',
      detail: `${got} of what went in came out; usual are ${low} to ${high}. ${points}`,
      ...(process === null ? {} : { process }),
      ...(category === '*' ? {} : { category }),
      ...{ inGrams, outGrams, yieldPpm, lowPpm, highPpm },
    },
  ];
}

/** null where a mass is not known: pieces weigh what their product weighs. */
function massOf(register: Register, portions: readonly Portion[]): number | null {
  let grams = 0;
  for (const { lot, quantity } of portions) {
    if (quantity?.dimension === 'mass') grams += quantity.amount;
    else {
      const weight = productOf(register, lot)?.netWeightGrams ?? 0;
      if (quantity?.dimension !== 'count' || weight === 0) return null;
      grams += quantity.amount * weight;
    }
  }
  return grams;
}

function productOf(register: Register, lot: string): ProductRecord | undefined {
  const model = modelOf(lot);
  return model === null ? undefined : register.products.get(model);
}
