// What a passport rests on: whose word, who has seen the log, where it is anchored, what is proven of amounts.
import {
  type AnchorTrust,
  type Ground,
  groundsOf,
  type HoldingsTrust,
  type OutsideTrust,
  type Signer,
} from '#verifier';
import type { FindingState } from './finding.ts';
import type { KnownLog, PassportLevel, Traced } from './known.ts';
import { shortName } from './title.ts';
import type { Told } from './told.ts';

export interface PassportGround {
  about: Ground['about'];
  state: FindingState;
  says: Told[];
}

type Signing = Pick<Signer, 'party' | 'custody'>;

const nothing: OutsideTrust = { witnesses: [], quorum: null, anchors: [], holdings: null };

/** A balance is proven by weights, which only level `full` shows. Which ground stands is for the verifier to say. */
export function passportGrounds(
  { stages }: Traced,
  { size, outside }: KnownLog,
  level: PassportLevel,
): PassportGround[] {
  const signers = stages.flatMap(({ party, custodial }): Signing[] =>
    party === null ? [] : [{ party, custody: custodial ? 'custodial' : 'device' }],
  );
  const known = outside?.trust ?? nothing;
  const trust = level === 'full' ? known : { ...known, holdings: null };
  const logSize = outside?.size ?? size;
  const says: Record<Ground['about'], Told[]> = {
    signers: signersSay(signers),
    witnesses: witnessesSay(trust.witnesses, logSize),
    anchors: anchorsSay(trust.anchors),
    holdings: holdingsSay(trust.holdings),
  };
  return groundsOf(signers, trust, logSize).map((ground) => ({
    about: ground.about,
    state: stateOf(ground, trust),
    says: says[ground.about],
  }));
}

/** What a firm said by a key that a node keeps is said all the same. */
function stateOf({ about, stands }: Ground, { holdings }: OutsideTrust): FindingState {
  if (!stands) return about === 'signers' ? 'partly' : 'not-checked';
  return about === 'holdings' && (holdings?.unproven.length ?? 0) > 0 ? 'partly' : 'checked';
}

function signersSay(signers: readonly Signing[]): Told[] {
  const kept = new Set(signers.filter(({ custody }) => custody === 'custodial').map(({ party }) => party))
    .size;
  const count = new Set(signers.map(({ party }) => party)).size;
  if (count === 0) return [{ code: 'signers-none' }];
  if (kept === 0) return [{ code: 'signers-own', values: { count } }];
  return [
    { code: 'signers-kept', values: { count, own: count - kept, kept } },
    { code: 'signers-kept-means' },
  ];
}

function witnessesSay(witnesses: OutsideTrust['witnesses'], size: number): Told[] {
  if (witnesses.length === 0) return [{ code: 'witnesses-none' }];
  const each = witnesses.map(({ name, atMs }): Told => ({ code: 'witness', values: { name, at: { atMs } } }));
  const unnamed = witnesses.some(({ named }) => !named) ? [{ code: 'witness-unknown' }] : [];
  return [{ code: 'witnesses', values: { count: witnesses.length, size } }, ...each, ...unnamed];
}

function anchorsSay(anchors: readonly AnchorTrust[]): Told[] {
  return anchors.length === 0 ? [{ code: 'anchors-none' }] : anchors.flatMap(anchorSays);
}

const anchorKinds: Readonly<Record<string, string>> = { eip155: 'anchor-chain', tlog: 'anchor-log' };

function anchorSays({ chain, size, covers, atMs, place, block, number }: AnchorTrust): Told[] {
  const [kind = ''] = chain.split(':');
  const values = { count: size, place, at: { atMs } };
  const code = anchorKinds[kind] ?? 'anchor-archive';
  const checked = block === 'checked' ? 'anchor-block-checked' : 'anchor-block-open';
  return [
    { code, values: kind === 'eip155' ? { ...values, chain } : values },
    { code: `anchor-covers-${covers}` },
    ...(block === null ? [] : [{ code: checked, values: { number: number ?? '' } }]),
  ];
}

const unprovenShown = 5;

function holdingsSay(holdings: HoldingsTrust | null): Told[] {
  if (holdings === null) return [{ code: 'holdings-none' }];
  const { entry, atMs, lots, proven, unproven, later } = holdings;
  const names = unproven.slice(0, unprovenShown).map(({ lot }) => shortName(lot));
  return [
    { code: 'holdings', values: { proven, count: lots, at: { atMs }, number: entry + 1 } },
    ...(names.length === 0 ? [] : [{ code: 'holdings-open', values: { lots: names } }]),
    ...(later === 0 ? [] : [{ code: 'holdings-later', values: { count: later } }]),
  ];
}

/** Every sentence that is said of a ground. */
export const groundSentences: readonly string[] = [
  ...['signers-none', 'signers-own', 'signers-kept', 'signers-kept-means'],
  ...['witnesses-none', 'witnesses', 'witness', 'witness-unknown'],
  ...[
    'anchors-none',
    'anchor-chain',
    'anchor-log',
    'anchor-archive',
    'anchor-block-checked',
    'anchor-block-open',
  ],
  ...['anchor-covers-all', 'anchor-covers-part', 'anchor-covers-nothing'],
  ...['holdings-none', 'holdings', 'holdings-open', 'holdings-later'],
];
