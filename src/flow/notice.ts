// Whom a word concerns: worked out from the log when asked, so that nothing need be delivered or kept. The cursor is the entry.
import type { CaseStep, Certificate, PackAdoption, Status, Trade, TradeAnswer } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { walk } from '../domain/trace/walk.ts';
import type { Notice } from './answers.ts';
import { bornEvent, isRun, nameOf } from './query.ts';

type Word = Status | CaseStep | TradeAnswer | PackAdoption;

/**
 * Words of others after `sinceEntry`, and before `untilEntry` where that is given, about certificates, accreditations, claims, trades and packs on which claims and
 * certificates of the party rest, or which name the party itself; newest first. `lotsOf`: lots of a product of its claims.
 */
export function noticesFor(
  ledger: Ledger,
  party: string,
  sinceEntry: number,
  lotsOf: (product: string) => string[],
  untilEntry: number = Number.POSITIVE_INFINITY,
): Notice[] {
  const { records } = ledger;
  const all = [
    ...records.ofKind('status'),
    ...records.ofKind('case'),
    ...records.ofKind('answer'),
    ...records.ofKind('pack'),
  ];
  const words = all.filter(
    ({ entry, issuer }) => entry > sinceEntry && entry < untilEntry && issuer !== party,
  );
  if (words.length === 0) return [];
  const relying = relyingOf(ledger, party, lotsOf);
  const reach = new Reach(ledger, relying);
  return words
    .sort((one, other) => other.entry - one.entry)
    .flatMap((word) => {
      const touches = reach.touchedBy(word);
      return touches.length > 0 || isAddressed(ledger, word, party) ? [noticeOf(word, touches)] : [];
    });
}

/** A claim or certificate of the party. */
interface Relying {
  readonly id: string;
  readonly scheme: string;
  readonly isClaim: boolean;
  readonly lots: readonly string[];
  /** Records that it names. */
  readonly names: ReadonlySet<string>;
  upstream: Upstream | undefined;
}

/** All that its lots were made of. */
interface Upstream {
  readonly lots: ReadonlySet<number>;
  /** When each party made the last of it. */
  readonly lastMadeMs: ReadonlyMap<string, number>;
}

function relyingOf({ records }: Ledger, party: string, lotsOf: (product: string) => string[]): Relying[] {
  const claims = records.ofKind('claim').filter(({ issuer }) => issuer === party);
  const certificates = records.certificatesOf(party).filter(({ holder }) => holder === party);
  return [
    ...claims.map(({ claim: id, scheme, lots, product, restsOn }) => ({
      ...{ id, scheme, isClaim: true, names: new Set(restsOn), upstream: undefined },
      lots: product === null ? lots : lotsOf(product),
    })),
    ...certificates.map(({ certificate: id, scheme, lots, inputs }) => ({
      ...{ id, scheme, isClaim: false, upstream: undefined },
      names: new Set(inputs.map(({ certificate }) => certificate)),
      lots: lots.map(({ lot }) => lot),
    })),
  ];
}

class Reach {
  readonly #ledger: Ledger;
  readonly #relying: readonly Relying[];
  /** Certificates by who issued them, for words about accreditations. */
  #issued: Map<string, Certificate[]> | undefined;

  constructor(ledger: Ledger, relying: readonly Relying[]) {
    this.#ledger = ledger;
    this.#relying = relying;
    ledger.graph.growTo(ledger.lots.size);
  }

  /** Ids of what rests on the subject of the word. */
  touchedBy(word: Word): string[] {
    return this.#relying.filter((one) => this.#restsOn(one, word)).map(({ id }) => id);
  }

  #restsOn(one: Relying, word: Word): boolean {
    if (word.kind === 'pack')
      return one.isClaim && (word.content.kind === 'material' || one.scheme === word.pack);
    const { about } = word;
    if (one.id === about || one.names.has(about)) return true;
    const { records, lots } = this.#ledger;
    if (word.kind === 'answer' && !unsettling.has(word.word)) return false;
    const fromMs = word.kind === 'status' ? word.fromMs : Number.NEGATIVE_INFINITY;
    const certificate = records.byId('certificate', about);
    if (certificate !== undefined && this.#restsOnCertificate(one, certificate, fromMs)) return true;
    const accreditation = records.byId('accreditation', about);
    const issued = accreditation === undefined ? [] : this.#issuedBy(accreditation.party);
    if (issued.some((given) => this.#restsOnCertificate(one, given, fromMs))) return true;
    const claim = records.byId('claim', about);
    const trade = records.byId('trade', about);
    const named = [...(claim === undefined ? [] : claim.lots), ...(trade === undefined ? [] : lotsIn(trade))];
    return this.#isMadeOf(one, lots.find(about) === -1 ? named : [about, ...named]);
  }

  /** Named by it, or made of what the holder made since, or of a lot that the certificate names. */
  #restsOnCertificate(one: Relying, given: Certificate, fromMs: number): boolean {
    if (one.id === given.certificate || one.names.has(given.certificate)) return true;
    const lastMadeMs = this.#upstreamOf(one).lastMadeMs.get(given.holder);
    if (lastMadeMs !== undefined && lastMadeMs >= fromMs) return true;
    return this.#isMadeOf(
      one,
      given.lots.map(({ lot }) => lot),
    );
  }

  #isMadeOf(one: Relying, ids: readonly string[]): boolean {
    return ids.some((id) => {
      const lot = this.#ledger.lots.find(id);
      return lot !== -1 && this.#upstreamOf(one).lots.has(lot);
    });
  }

  #issuedBy(party: string): readonly Certificate[] {
    this.#issued ??= Map.groupBy(this.#ledger.records.ofKind('certificate'), ({ issuer }) => issuer);
    return this.#issued.get(party) ?? [];
  }

  #upstreamOf(one: Relying): Upstream {
    one.upstream ??= upstreamOf(this.#ledger, one.lots);
    return one.upstream;
  }
}

/** Words after which goods are not as they were sold. */
const unsettling: ReadonlySet<string> = new Set(['disputes', 'settles', 'refuses']);

function upstreamOf(ledger: Ledger, ids: readonly string[]): Upstream {
  const lots = new Set<number>();
  const lastMadeMs = new Map<string, number>();
  for (const id of ids) {
    const start = ledger.lots.find(id);
    if (start === -1 || lots.has(start)) continue;
    for (const node of walk(ledger.graph, start, 'back').nodes) {
      if (lots.has(node) || isRun(ledger, node)) continue;
      lots.add(node);
      const born = bornEvent(ledger, node);
      const maker = born === undefined ? null : nameOf(ledger, born.party);
      if (born === undefined || maker === null) continue;
      lastMadeMs.set(maker, Math.max(born.timeMs, lastMadeMs.get(maker) ?? born.timeMs));
    }
  }
  return { lots, lastMadeMs };
}

/** The word is about something of which the party itself is a part. */
function isAddressed({ records }: Ledger, word: Word, party: string): boolean {
  if (word.kind === 'pack') return false;
  const { about } = word;
  const trade = records.byId('trade', about);
  return (
    records.byId('accreditation', about)?.party === party ||
    records.byId('membership', about)?.member === party ||
    trade?.seller === party ||
    trade?.buyer === party ||
    (word.kind === 'case' && records.byId('case', word.case)?.issuer === party)
  );
}

function lotsIn({ lines }: Trade): string[] {
  return lines.flatMap(({ lot }) => lot ?? []);
}

function noticeOf(word: Word, touches: string[]): Notice {
  const { entry, recordedAtMs, kind, issuer: by } = word;
  const [said, about] = word.kind === 'pack' ? [word.version, word.pack] : [wordOf(word), word.about];
  const rest =
    touches.length === 0
      ? 'It names you.'
      : `${counted(touches.length)} of yours ${touches.length === 1 ? 'rests' : 'rest'} on it.`;
  const reason = word.kind === 'pack' || word.reason === null ? '' : ` (${word.reason})`;
  return {
    entry,
    recordedAtMs,
    kind,
    word: said,
    about,
    by,
    touches,
    detail: `${sentence(word)}${reason}. ${rest}`,
  };
}

function wordOf(word: Exclude<Word, PackAdoption>): string {
  return word.kind === 'status' ? word.state : word.word;
}

function sentence(word: Word): string {
  if (word.kind === 'pack')
    return `The rules of ${word.pack} are those of version ${word.version} from now on`;
  if (word.kind === 'status') return `${word.issuer} says that ${word.about} is ${word.state}`;
  if (word.kind === 'answer') return `${word.issuer} ${word.word} ${word.about}`;
  return `${word.issuer} ${word.word} in the case ${word.case} about ${word.about}`;
}

function counted(count: number): string {
  return count === 1 ? '1 claim or certificate' : `${count} claims and certificates`;
}
