// Six frauds as data: what is honest before, what is tried, and how it is to be caught. A runner plays them on a node.
import type { Chain, ChainDocument } from './chain.ts';
import { baleGrams, baseChain, lots, millLot, spun, stage } from './fraud/base.ts';
import { dayMs } from './site.ts';

export type FraudName =
  | 'more-yarn-than-lint'
  | 'bale-sold-twice'
  | 'altered-record'
  | 'wrong-signer'
  | 'revoked-key'
  | 'forked-log';

export interface CaptureStep {
  said: ChainDocument;
  /** The refusal's code; null = this step is honest and is taken. */
  expected: 'LOT_OVERDRAWN' | 'OUTPUT_EXCEEDS_INPUT' | null;
  /** The lot that the refusal names. */
  lot?: string;
}

export type FraudAttempt =
  /** Capture the chain, then the steps in turn, each in the name of its party. */
  | { kind: 'capture'; steps: CaptureStep[] }
  /** Capture the chain, take evidence of `lot`, change the grams in the store's record of `eventID`, take evidence again. */
  | {
      kind: 'alter-record';
      eventID: string;
      party: string;
      lot: string;
      declaredGrams: number;
      alteredGrams: number;
    }
  /** Sign `said` with the device key of `signer`, though its party is another, and send it. */
  | { kind: 'wrong-signer'; said: ChainDocument; signer: string; expected: 'KEY_OF_ANOTHER_PARTY' }
  /** Capture the chain, revoke the device key of `party`, then sign `said` with that key: its event is older than the revocation. */
  | { kind: 'revoked-key'; party: string; reason: string; said: ChainDocument; expected: 'KEY_REVOKED' }
  /** Capture the chain, copy the store, let each copy take its own document, show each reader one checkpoint. */
  | { kind: 'forked-log'; shownToOne: ChainDocument; shownToOther: ChainDocument; lot: string };

export interface Fraud {
  name: FraudName;
  title: string;
  /** For people, without a word of the trade of computers. */
  story: string;
  /** The honest beginning. */
  chain: Chain;
  attempt: FraudAttempt;
}

const spunMs = Date.UTC(2026, 0, 15, 12);
const { millOne, millTwo } = stage;

function ordinarySpinning(seed: number, mill: typeof millOne, bale: string, lot: string): ChainDocument {
  const outputs = [
    { lot: millLot(mill, 1, lot), grams: 203_000 },
    { lot: millLot(mill, 2, lot), grams: 25_000 },
  ];
  return spun(seed, mill, spunMs, [{ lot: bale, grams: baleGrams }], outputs);
}

/** All six, in the order in which they are told. */
export function frauds(): Fraud[] {
  return [moreYarnThanLint(), baleSoldTwice(), alteredRecord(), wrongSigner(), revokedKey(), forkedLog()];
}

function moreYarnThanLint(): Fraud {
  const tooMuchDrawn = spun(
    201,
    millOne,
    spunMs,
    [{ lot: lots.baleOne, grams: 300_000 }],
    [
      { lot: millLot(millOne, 1, 'Y-001'), grams: 267_000 },
      { lot: millLot(millOne, 2, 'Y-001'), grams: 33_000 },
    ],
  );
  const tooMuchMade = spun(
    202,
    millOne,
    spunMs + dayMs,
    [{ lot: lots.baleOne, grams: baleGrams }],
    [{ lot: millLot(millOne, 1, 'Y-002'), grams: 260_000 }],
  );
  return {
    name: 'more-yarn-than-lint',
    title: 'More yarn than lint',
    story:
      'A mill has one bale of 228 kg of certified lint and an order for more yarn than that gives. ' +
      'First it claims to have taken 300 kg out of the bale. ' +
      'When that is refused, it admits to the 228 kg but claims 260 kg of yarn from them. ' +
      'Cotton does not grow in a mill: both claims are refused, with the weights.',
    chain: baseChain('more-yarn-than-lint', 'One bale, too much yarn'),
    attempt: {
      kind: 'capture',
      steps: [
        { said: tooMuchDrawn, expected: 'LOT_OVERDRAWN', lot: lots.baleOne },
        { said: tooMuchMade, expected: 'OUTPUT_EXCEEDS_INPUT' },
        { said: ordinarySpinning(203, millOne, lots.baleOne, 'Y-003'), expected: null },
      ],
    },
  };
}

function baleSoldTwice(): Fraud {
  return {
    name: 'bale-sold-twice',
    title: 'One bale sold twice',
    story:
      'Two mills hold papers for the same bale, because somebody has sold it to both. ' +
      'The first mill spins it and says so. ' +
      'A day later the second mill says that it has spun the very same bale. ' +
      'Nothing of that bale is left, so the second statement is refused and names the bale.',
    chain: baseChain('bale-sold-twice', 'One bale, two buyers'),
    attempt: {
      kind: 'capture',
      steps: [
        { said: ordinarySpinning(211, millOne, lots.baleOne, 'Y-001'), expected: null },
        {
          said: ordinarySpinning(212, millTwo, lots.baleOne, 'Y-001'),
          expected: 'LOT_OVERDRAWN',
          lot: lots.baleOne,
        },
      ],
    },
  };
}

function alteredRecord(): Fraud {
  const chain = baseChain('altered-record', 'A weight changed afterwards');
  const weighed = chain.documents[0]!.document.epcisBody.eventList[0]!;
  return {
    name: 'altered-record',
    title: 'A record altered in the database',
    story:
      'Everything was recorded as it was. ' +
      'Months later somebody with access to the database turns a delivery of 400 kg into one of 900 kg. ' +
      'The growers signed 400 kg, and the changed weight no longer fits under their signature. ' +
      'Whoever checks the evidence sees it at once, without asking anybody.',
    chain,
    attempt: {
      kind: 'alter-record',
      eventID: weighed.eventID,
      party: stage.growers.party.party,
      lot: lots.deliveryOne,
      declaredGrams: 400_000,
      alteredGrams: 900_000,
    },
  };
}

function wrongSigner(): Fraud {
  return {
    name: 'wrong-signer',
    title: 'A statement signed by somebody else',
    story:
      'Mill two would like mill one to have spun a bale, for mill one has the better name. ' +
      'It writes the statement in the name of mill one and signs it with its own key. ' +
      'That key was never enrolled for mill one. ' +
      'The statement is refused, and the log stays as it was.',
    chain: baseChain('wrong-signer', 'A name that is not the signer’s'),
    attempt: {
      kind: 'wrong-signer',
      said: ordinarySpinning(221, millOne, lots.baleOne, 'Y-001'),
      signer: millTwo.party.party,
      expected: 'KEY_OF_ANOTHER_PARTY',
    },
  };
}

function revokedKey(): Fraud {
  return {
    name: 'revoked-key',
    title: 'A back-dated event under a revoked key',
    story:
      'The computer of mill one is stolen, and its key is revoked. ' +
      'Later the thief signs a spinning run with that key, dated to a day on which the key was still good. ' +
      'What counts is not the date that is written but the moment at which the log saw it. ' +
      'The key was revoked by then, so the statement is refused.',
    chain: baseChain('revoked-key', 'A date that comes too late'),
    attempt: {
      kind: 'revoked-key',
      party: millOne.party.party,
      reason: 'the device was stolen',
      said: ordinarySpinning(231, millOne, lots.baleOne, 'Y-001'),
      expected: 'KEY_REVOKED',
    },
  };
}

function forkedLog(): Fraud {
  return {
    name: 'forked-log',
    title: 'A log that shows two readers different things',
    story:
      'The operator of a node wants to please two buyers. ' +
      'To one it shows a log in which mill one has spun the bale, to the other a log in which mill two has. ' +
      'Each log is fine by itself, with a good signature. ' +
      'As soon as the two readers compare what they were shown, the signatures prove that the operator said both.',
    chain: baseChain('forked-log', 'Two histories, one signature'),
    attempt: {
      kind: 'forked-log',
      shownToOne: ordinarySpinning(241, millOne, lots.baleOne, 'Y-001'),
      shownToOther: ordinarySpinning(242, millTwo, lots.baleOne, 'Y-001'),
      lot: lots.baleOne,
    },
  };
}
