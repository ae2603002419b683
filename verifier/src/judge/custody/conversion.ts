// Fibre equivalents: what a mill writes into its account for goods that it made with a loss.
import { processCovers } from '../authority/scope.ts';
import type { JudgeContext } from '../context.ts';
import { shareOf, wholePpm } from '../share.ts';

export interface AppliedConversion {
  readonly factorPpm: number;
  /** `better-cotton 1.0, source fibre-equivalents`. */
  readonly source: string;
}

/** By the process that made the lot, at that time; undefined where the rule knows none: a gram is a gram. */
export function conversionOf(
  context: JudgeContext,
  place: number,
  atMs: number,
): AppliedConversion | undefined {
  const { chain, rule, use, adoption } = context;
  const making = chain.makings[chain.lots[place]?.madeBy[0] ?? -1];
  const process = context.processOf(making?.process ?? null);
  const at = rule.conversions.findIndex(
    ({ processes, fromMs, untilMs }) =>
      processCovers(processes, process) && atMs >= (fromMs ?? -Infinity) && atMs <= (untilMs ?? Infinity),
  );
  const conversion = rule.conversions[at];
  if (conversion === undefined) return undefined;
  const figure = conversion.factorPpm;
  return {
    factorPpm: use(figure, `claims.${rule.code}.conversions[${at}].factorPpm`),
    source: `${adoption?.pack} ${adoption?.version}, source ${figure.source}`,
  };
}

/** Grams in the account for a million grams of the lot. */
export function factorPpm(context: JudgeContext, place: number, atMs: number): number {
  return conversionOf(context, place, atMs)?.factorPpm ?? wholePpm;
}

export function toAccount(lotGrams: number, factor: number): number {
  return shareOf(lotGrams, factor, wholePpm);
}

/** What of the lot so many grams of the account stand for. */
export function toLot(accountGrams: number, factor: number): number {
  return shareOf(accountGrams, wholePpm, factor);
}

/** What must be in the lot for so many grams of the account: rounded up. */
export function neededOfLot(accountGrams: number, factor: number): number {
  const grams = toLot(accountGrams, factor);
  return toAccount(grams, factor) < accountGrams ? grams + 1 : grams;
}
