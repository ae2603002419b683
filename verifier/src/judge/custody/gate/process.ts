// What a making did, by the goods and not by the word for it: a maker may call its work what it likes.
import { processCovers } from '../../authority/scope.ts';
import type { Making } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { finding } from '../../finding.ts';
import type { ClaimFinding } from '../../verdict.ts';

export interface ProcessesAsked {
  readonly processes: readonly string[];
  readonly except: readonly string[];
}

export type GoodsContext = Pick<JudgeContext, 'chain' | 'productAt' | 'materials' | 'processOf'>;

/**
 * Whether other goods came out than went in, by their categories: who only stores, carries or sells leaves them what they are.
 * `lots`: places of the outputs that matter; what a pack says that `process` makes is no surprise. Of a product whose
 * category nobody tells it is unknown, unless it went in as well.
 */
export function changeOf(
  context: GoodsContext,
  making: Making,
  lots: readonly number[],
  process: string | null = null,
): 'none' | 'some' | 'unknown' {
  if (making.inputs.length === 0) return 'none';
  const went = categoriesIn(context, making);
  const products = new Set(making.inputs.map(({ lot }) => context.productAt(lot)));
  let isUnknown = false;
  for (const place of lots) {
    const product = context.productAt(place);
    if (product !== undefined && products.has(product)) continue;
    const category = categoryAt(context, place);
    if (category !== null && isMadeBy(context, process, category)) continue;
    if (category !== null && !went.has(category) && !went.has(null)) return 'some';
    isUnknown ||= category === null || !went.has(category);
  }
  return isUnknown ? 'unknown' : 'none';
}

/**
 * Whether it made of its inputs what, by the bands of the packs, only those processes make (`ginning` lint, `spinning` yarn):
 * then it is one of them by another name.
 */
export function isMadeAs(
  context: GoodsContext,
  making: Making,
  processes: readonly string[],
  lots: readonly number[],
): boolean {
  if (making.inputs.length === 0 || making.kind === 'packing') return false;
  const went = categoriesIn(context, making);
  return lots.some((place) => {
    const category = categoryAt(context, place);
    if (category === null || went.has(category)) return false;
    const makers = makersOf(context, category);
    return makers.length > 0 && makers.every((process) => processCovers(processes, process));
  });
}

function isMadeBy({ materials }: GoodsContext, process: string | null, category: string): boolean {
  return materials.some(({ pack }) =>
    pack.yields.some(
      (band) =>
        (band.category === category || band.category === '*') &&
        process !== null &&
        processCovers(band.processes, process),
    ),
  );
}

/**
 * Why an origin is nothing that its process brings forth: goods that packs know of other processes only (nobody harvests yarn),
 * or of a material that the land bounds, goods that it bounds none of. undefined: nothing speaks against it.
 */
export function otherGoods(
  context: GoodsContext,
  { process, entries, inputs }: Making,
  place: number,
  bearing: readonly string[],
): ClaimFinding | undefined {
  if (inputs.length > 0) return undefined;
  const { lot } = context.chain.lots[place]!;
  const [category, code] = [categoryAt(context, place), context.processOf(process)];
  if (code === null) return undefined;
  if (category === null) return untoldGoods(context, code, lot, entries, bearing);
  const makers = makersOf(context, category);
  const isOther = makers.length > 0 && !makers.some((one) => isOneOf(one, code));
  if (!isOther && !isUnbounded(context, code, category, bearing)) return undefined;
  const detail = `${lot} is ${category}, which ${process} does not bring forth`;
  return finding('CATEGORY_NOT_COVERED', 'what', 'fail', detail, { lot, entries });
}

/** Of a material that the land bounds, goods that nobody tells the kind of may be others. */
function untoldGoods(
  context: GoodsContext,
  process: string,
  lot: string,
  entries: readonly number[],
  bearing: readonly string[],
): ClaimFinding | undefined {
  if (!isUnbounded(context, process, null, bearing)) return undefined;
  const detail = `what kind of goods ${lot} is that came in by ${process} is not told`;
  return finding('CATEGORY_NOT_COVERED', 'what', 'unknown', detail, { lot, entries });
}

/** A general word may mean the special one, and the other way round: `ginning` and `ginning-saw`. */
function isOneOf(maker: string, process: string): boolean {
  return maker === '*' || processCovers([maker], process) || processCovers([process], maker);
}

/** The land of a material gives only goods of some categories by the process, and these are others. */
function isUnbounded(
  { materials }: GoodsContext,
  process: string,
  category: string | null,
  bearing: readonly string[],
): boolean {
  const bounds = materials.flatMap(({ pack }) =>
    pack.materials.some(({ code }) => bearing.includes(code)) ? (pack.perHectare ?? []) : [],
  );
  const given = bounds.filter(({ processes }) => processCovers(processes, process));
  return given.length > 0 && !given.some((one) => one.category === category || one.category === '*');
}

/** By the packs of a claim: asked for every origin and every making, and the packs do not change under way. */
const makersKnown = new WeakMap<GoodsContext['materials'], Map<string, readonly string[]>>();

/** Processes that packs name for goods of the category. */
function makersOf({ materials }: GoodsContext, category: string): readonly string[] {
  const known = makersKnown.get(materials) ?? new Map<string, readonly string[]>();
  makersKnown.set(materials, known);
  const makers =
    known.get(category) ??
    materials.flatMap(({ pack }) =>
      pack.yields.flatMap((band) => (band.category === category ? band.processes : [])),
    );
  known.set(category, makers);
  return makers;
}

function categoriesIn(context: GoodsContext, { inputs }: Making): Set<string | null> {
  return new Set(inputs.map(({ lot }) => categoryAt(context, lot)));
}

function categoryAt({ productAt }: GoodsContext, place: number): string | null {
  return productAt(place)?.category ?? null;
}
