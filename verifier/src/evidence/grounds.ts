// What kind of trust each fact of a file rests on, in plain words: for a terminal, a browser and a page alike.
import { type AnchorTrust, type HoldingsTrust, minuteWords, type OutsideTrust } from './trust.ts';
import { counted, type Signer } from './verdict.ts';

/** One kind of trust, and sentences about it. */
export interface Ground {
  readonly about: 'signers' | 'witnesses' | 'anchors' | 'holdings';
  /** Whether anybody but the log's operator stands behind it; of signers, whether all hold their own keys. */
  readonly stands: boolean;
  readonly says: readonly string[];
}

/** All four, in the order of the type. `logSize`: entries of the head that the witnesses signed. */
export function groundsOf(
  signers: readonly Pick<Signer, 'party' | 'custody'>[],
  { witnesses, anchors, holdings }: OutsideTrust,
  logSize: number,
): Ground[] {
  return [
    signersGround(signers),
    witnessesGround(witnesses, logSize),
    anchorsGround(anchors),
    holdingsGround(holdings),
  ];
}

function signersGround(signers: readonly Pick<Signer, 'party' | 'custody'>[]): Ground {
  const kept = new Set(signers.filter(({ custody }) => custody === 'custodial').map(({ party }) => party));
  const all = new Set(signers.map(({ party }) => party)).size;
  if (all === 0) return { about: 'signers', stands: false, says: ['Nobody has signed what is shown.'] };
  const own = all - kept.size;
  const signed = `${counted(all, 'party', 'parties')} signed what is shown`;
  if (kept.size === 0)
    return {
      about: 'signers',
      stands: all > 0,
      says: [`${signed}, ${all === 1 ? 'with its own key' : 'each with its own key'}.`],
    };
  const says = [
    `${signed}: ${own} with ${own === 1 ? 'its own key' : 'keys of their own'}, ${kept.size} by a key that the node keeps for ${kept.size === 1 ? 'it' : 'them'}.`,
    'Where the node keeps the key, you have to trust that it signed only what the party said.',
  ];
  return { about: 'signers', stands: false, says };
}

function witnessesGround(witnesses: OutsideTrust['witnesses'], logSize: number): Ground {
  if (witnesses.length === 0) {
    const alone =
      'No witness has signed this head: that the log shows everybody the same rests on its operator.';
    return { about: 'witnesses', stands: false, says: [alone] };
  }
  const each = witnesses.map(
    ({ name, atMs, named }) => `${name} at ${minuteWords(atMs)}${named ? ' (named by you)' : ''}`,
  );
  const seen = `${counted(witnesses.length, 'witness has', 'witnesses have')} seen the log grow to these ${counted(logSize, 'entry', 'entries')}: ${each.join(', ')}.`;
  const unnamed = witnesses.some(({ named }) => !named)
    ? ['A witness whose key you do not know from elsewhere shows that somebody signed, not who.']
    : [];
  return { about: 'witnesses', stands: true, says: [seen, ...unnamed] };
}

function anchorsGround(anchors: readonly AnchorTrust[]): Ground {
  if (anchors.length === 0) {
    const alone =
      'No head of the log is anchored outside: for when things were recorded there is the word of the log.';
    return { about: 'anchors', stands: false, says: [alone] };
  }
  const stands = anchors.some(({ covers }) => covers !== 'nothing');
  return { about: 'anchors', stands, says: anchors.map(anchorWords) };
}

const coverWords: Readonly<Record<AnchorTrust['covers'], string>> = {
  all: 'with all that is shown here',
  part: 'with a part of what is shown here',
  nothing: 'before anything that is shown here',
};

function anchorWords({ chain, size, covers, atMs, place, block, number }: AnchorTrust): string {
  const [kind = ''] = chain.split(':');
  const where =
    kind === 'eip155'
      ? `on chain ${chain}, by contract ${place}`
      : kind === 'tlog'
        ? `in the log ${place}`
        : `with the archive ${place}`;
  const how =
    block === null
      ? ''
      : block === 'checked'
        ? `: block ${number} has the hash that you gave`
        : `: anchored, block not checked (nobody gave the hash of block ${number})`;
  return `The first ${counted(size, 'entry', 'entries')} of the log, ${coverWords[covers]}, ${size === 1 ? 'was' : 'were'} anchored ${where}, at ${minuteWords(atMs)}${how}.`;
}

const unprovenShown = 5;

function holdingsGround(holdings: HoldingsTrust | null): Ground {
  if (holdings === null) {
    const open = 'What others have drawn from the same lots, in statements not shown, is not proven here.';
    return { about: 'holdings', stands: false, says: [open] };
  }
  const { entry, atMs, lots, proven, unproven, later } = holdings;
  const said = `For ${proven} of ${counted(lots, 'lot')} it is proven that nobody has drawn more than there was, in statements not shown either, as of ${minuteWords(atMs)} (entry ${entry}).`;
  const open = unproven.slice(0, unprovenShown).map(({ lot, why }) => `${lot} (${why})`);
  const more = unproven.length > open.length ? `, and ${unproven.length - open.length} more` : '';
  return {
    about: 'holdings',
    stands: proven > 0,
    says: [
      said,
      ...(open.length === 0 ? [] : [`Not proven for ${open.join(', ')}${more}.`]),
      ...(later === 0
        ? []
        : [
            `${counted(later, 'shown statement is', 'shown statements are')} later than that, and not covered.`,
          ]),
    ],
  };
}
