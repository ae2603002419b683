// The opened leaves of the map lot -> balance: that they are in the log, that what is shown is counted in them, and that
// nobody, in statements not shown, has drawn more than there is (docs/protocol/holdings.md, "In an evidence file").
import { equalBytes } from '../../bytes/bytes.ts';
import { chainAfter, emptyChain, holdingsLeaf, sealedTotals } from '../../holdings/leaf.ts';
import { rootFromSubtreeProof } from '../../merkle/subtree.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { Account } from '../count/account.ts';
import { isRun } from '../count/making.ts';
import { bytesOfHash } from '../form/hash.ts';
import type { Evidence } from '../form/evidence.ts';
import type { Holdings, HoldingsLot, HoldingsRoot } from '../form/holdings.ts';
import { type HoldingsTrust, minuteWords } from '../trust.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import type { Shown } from './disclosures.ts';
import { type BirthsShown, birthsIn, type ShownBirthOf } from './holdings/births.ts';
import { type Told, toldBefore } from './holdings/told.ts';

export interface HoldingsReading {
  readonly check: Check;
  readonly trust: HoldingsTrust | null;
}

/** `way`: what leads back from the question, runs among them. */
export function checkHoldings(
  { holdings, question }: Evidence,
  shown: readonly Shown[],
  account: Account,
  way: ReadonlySet<string>,
  primitives: Primitives,
): HoldingsReading {
  if (holdings === null) return { check: notChecked('holdings', 'The file opens no balances.'), trust: null };
  const births = birthsIn(shown);
  const told = toldBefore(holdings.root.index, shown, account, primitives);
  const findings = wrongIn(holdings, births, told, primitives);
  if (findings.length > 0) return { check: failed('holdings', findings), trust: null };
  const lots = new Set([question.id, ...[...way].filter((node) => !isRun(node))]);
  const opened = new Map(holdings.lots.map((one) => [one.number, one]));
  const unproven = [...lots].flatMap((lot) => whyNot(lot, holdings.root, opened, births));
  const { index: entry, recordedAtMs: atMs } = holdings.root;
  const later = shown.filter(({ index }) => index >= entry).length;
  const trust = { entry, atMs, lots: lots.size, proven: lots.size - unproven.length, unproven, later };
  return { check: said(trust), trust };
}

function said(trust: HoldingsTrust): Check {
  const { lots, proven, unproven, atMs, later } = trust;
  const reasons = [...new Set(unproven.map(({ why }) => why))].join(', ');
  const rest = unproven.length === 0 ? '' : `; not of ${unproven.length} (${reasons})`;
  const after = later === 0 ? '' : ` ${counted(later, 'shown statement')} came later.`;
  if (proven === 0) return notChecked('holdings', `Of no lot the balance is proven${rest}.${after}`);
  const detail = `Of ${proven} of ${counted(lots, 'lot')} nobody had drawn more than there was by ${minuteWords(atMs)}, in statements shown or not${rest}.${after}`;
  return passed('holdings', detail);
}

function whyNot(
  lot: string,
  root: HoldingsRoot,
  openedBy: ReadonlyMap<number, HoldingsLot>,
  births: BirthsShown,
): HoldingsTrust['unproven'] {
  const birth = births.byLot.get(lot);
  if (birth === undefined) return [{ lot, why: 'birth not told' }];
  if (birth.number >= root.lots) return [{ lot, why: 'born after the root' }];
  const opened = openedBy.get(birth.number);
  if (opened === undefined) return [{ lot, why: 'not opened' }];
  return opened.unknown > 0 ? [{ lot, why: 'unknown amounts' }] : [];
}

/** The rest is not looked at where the leaves are not those of the log. */
function wrongIn(
  holdings: Holdings,
  births: BirthsShown,
  told: ReadonlyMap<string, Told>,
  primitives: Primitives,
): Finding[] {
  const chains = holdings.lots.flatMap((lot) => wrongChain(lot, holdings.root));
  if (chains.length > 0) return chains;
  const roots = wrongRoot(holdings, births, primitives);
  if (roots.length > 0) return roots;
  return holdings.lots.flatMap((opened) => {
    const { lot } = births.byNumber.get(opened.number)!;
    return wrongBeside(opened, lot, told.get(lot), holdings.root);
  });
}

function wrongChain({ number, count, before, links }: HoldingsLot, root: HoldingsRoot): Finding[] {
  const isWhole = links.length === count;
  const fits =
    links.length <= count &&
    (count === 0 || links.length > 0) &&
    (!isWhole || equalBytes(bytesOfHash(before), emptyChain)) &&
    links.every(({ entry }, at) => entry > (links[at - 1]?.entry ?? -1) && entry < root.index);
  if (fits) return [];
  const detail = `The history of lot number ${number} is none that a log has: ${counted(links.length, 'link')} of ${count}.`;
  return [{ code: 'HOLDINGS_CHAIN_DIFFERS', detail, entries: [root.index] }];
}

function wrongRoot({ root, lots, proof }: Holdings, births: BirthsShown, primitives: Primitives): Finding[] {
  const leaves = lots.flatMap((opened) => {
    const birth = births.byNumber.get(opened.number);
    return birth === undefined ? [] : [{ index: opened.number, hash: leafOf(opened, birth, primitives) }];
  });
  const unborn = lots.find(({ number }) => !births.byNumber.has(number));
  if (unborn !== undefined) return [birthMissing(unborn, root)];
  const found = rootFromSubtreeProof(root.lots, leaves, proof.map(bytesOfHash), primitives);
  if (found !== undefined && equalBytes(found, bytesOfHash(root.root))) return [];
  const detail = `The opened balances and their proof do not give the root that entry ${root.index} of the log has.`;
  return [{ code: 'HOLDINGS_ROOT_DIFFERS', detail, entries: [root.index] }];
}

/** The secret in the birth opens the leaf: without it nothing can be said of the root. */
function birthMissing({ number }: HoldingsLot, root: HoldingsRoot): Finding {
  const detail = `The file opens the balance of lot number ${number} and does not show its birth: it was left out or cut out of the file.`;
  return { code: 'HOLDINGS_ROOT_DIFFERS', detail, entries: [root.index] };
}

function leafOf(opened: HoldingsLot, { secret }: ShownBirthOf, primitives: Primitives): Uint8Array {
  const { number, count, links } = opened;
  const chain = links.reduce(
    (so, { entry, delta }) => chainAfter(so, entry, bytesOfHash(delta), primitives),
    bytesOfHash(opened.before),
  );
  const sealed = sealedTotals(secret, opened, primitives);
  return holdingsLeaf(number, { count, last: links.at(-1)?.entry ?? 0, chain }, sealed, primitives);
}

function wrongBeside(
  opened: HoldingsLot,
  lot: string,
  told: Told | undefined,
  root: HoldingsRoot,
): Finding[] {
  const linked = new Set(opened.links.map(({ entry }) => entry));
  const missing = [...(told?.entries ?? [])].filter((entry) => !linked.has(entry));
  const findings: Finding[] = [];
  const find = (code: string, detail: string, entries: readonly number[]): void => {
    findings.push({ code, detail, entries: [...entries, root.index] });
  };
  if (missing.length > 0)
    find('HOLDINGS_DRAW_MISSING', `Entry ${missing[0]} is not counted in the balance of ${lot}.`, missing);
  if (told?.isMoreThan(opened) === true)
    find('HOLDINGS_LESS_THAN_SHOWN', `The balance of ${lot} is less than what is shown of it.`, [
      ...(told?.entries ?? []),
    ]);
  if (opened.unknown === 0 && opened.consumed > opened.produced)
    find(
      'HOLDINGS_OVERDRAWN',
      `More is drawn from ${lot} than was produced, in statements shown or not.`,
      [],
    );
  if (opened.claimed > (told?.claims ?? 0)) {
    const detail = `${counted(opened.claimed, 'claim')} on ${lot} in the log, and the file shows ${told?.claims ?? 0}.`;
    find('HOLDINGS_CLAIM_HIDDEN', detail, []);
  }
  return findings;
}
