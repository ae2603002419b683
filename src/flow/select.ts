// Which statements a verdict on a lot's claims needs: everything that names something on the way, over and over until nothing
// is added (docs/protocol/evidence.md). Evidence shows exactly these, so that a reader judges by what the node judged by.
import { idOf, modelOf } from '#verifier';
import type { Account, Accreditation, Certificate, Claim, SaidRecord, Trade } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { FacilityRecord, ProductRecord } from '../domain/party/register.ts';
import { eachInput } from '../domain/trace/links.ts';
import { isRun, nameOf } from './query.ts';

export interface DossierSelection {
  /** Numbers of the lots on the way, runs left out. */
  readonly lots: readonly number[];
  /** Numbers in the event table, ascending: in the order of entry and index. */
  readonly events: readonly number[];
  /** Ascending by entry. */
  readonly records: readonly SaidRecord[];
  /** All that was said of each. */
  readonly products: readonly ProductRecord[];
  readonly facilities: readonly FacilityRecord[];
}

/** `lot`: canonical id. */
export function selectFor(ledger: Ledger, lot: string): DossierSelection {
  ledger.graph.growTo(ledger.lots.size);
  return new Selecting(ledger).from(lot);
}

/** Every lookup is by an index, and everything is looked up once: the work grows with what is selected. */
class Selecting {
  readonly #ledger: Ledger;
  readonly #lots = new Set<number>();
  readonly #nodes = new Set<number>();
  readonly #events = new Set<number>();
  /** Those of them whose makers and products are looked at. */
  readonly #made = new Set<number>();
  readonly #records = new Set<SaidRecord>();
  /** Ids whose records were looked up, by what was asked: `holder urn:…`. */
  readonly #asked = new Set<string>();
  readonly #products = new Map<string, readonly ProductRecord[]>();
  readonly #facilities = new Map<string, readonly FacilityRecord[]>();
  readonly #contested = new Map<number, boolean>();
  /** What is still to be looked at: chains of certificates may be longer than a stack is deep. */
  readonly #waiting: (() => void)[] = [];

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  from(lot: string): DossierSelection {
    const { records } = this.#ledger;
    for (const record of [...records.ofKind('trust'), ...records.ofKind('pack')]) this.#records.add(record);
    this.#lot(lot);
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) next();
    return {
      lots: [...this.#lots],
      events: [...this.#events].sort((one, other) => one - other),
      records: [...this.#records].sort((one, other) => one.entry - other.entry),
      products: [...this.#products.values()].flat(),
      facilities: [...this.#facilities.values()].flat(),
    };
  }

  /** Once for each question and id. */
  #once(question: string, id: string, look: () => void): void {
    const key = `${question} ${id}`;
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#waiting.push(look);
  }

  /** The lot, all that it was made of, and the records about any of it. */
  #lot(id: string): void {
    this.#once('lot', id, () => {
      const number = this.#ledger.lots.find(id);
      if (number === -1) this.#about(id);
      else this.#walkBack(number);
    });
  }

  #walkBack(start: number): void {
    if (this.#nodes.has(start)) return;
    this.#nodes.add(start);
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const at = node;
      if (isRun(this.#ledger, at)) this.#longProcess(at);
      else this.#passed(at);
      eachInput(this.#ledger.graph, at, (from) => {
        if (this.#nodes.has(from)) return;
        this.#nodes.add(from);
        waiting.push(from);
      });
    }
  }

  #passed(lot: number): void {
    const { lots, events } = this.#ledger;
    this.#lots.add(lot);
    this.#about(lots.textOf(lot));
    let isUnit = false;
    events.mentions(lot, (event, role) => {
      if (role === 'produced' || role === 'unit') this.#event(event);
      isUnit ||= role === 'unit';
      if (role === 'packed' && this.#stands(event) && this.#isContested(this.#unitOf(event)))
        this.#draws(lot);
      return true;
    });
    if (isUnit) this.#unit(lot);
    if (this.#ledger.records.certificatesFor(lots.textOf(lot)).length > 0) this.#draws(lot);
  }

  /** All that draw from it, also by way of units: what a transaction certificate lets pass is shared by all its buyer's draws. */
  #draws(lot: number): void {
    const { lots, events } = this.#ledger;
    this.#once('draws', lots.textOf(lot), () => {
      events.mentions(lot, (event, role) => {
        if (role === 'drawn' && this.#stands(event)) this.#events.add(event);
        if (role !== 'packed' || !this.#stands(event)) return true;
        const unit = this.#unitOf(event);
        this.#unit(unit);
        this.#draws(unit);
        return true;
      });
    });
  }

  /**
   * All that was packed and unpacked there. Where one party unpacked what another packed, or something after it was used up, it is for
   * the verdict to say what lay there: then also all about what ever did, and who draws it.
   */
  #unit(unit: number): void {
    const { lots, events } = this.#ledger;
    this.#once('unit', lots.textOf(unit), () => {
      const isContested = this.#isContested(unit);
      events.mentions(unit, (event, role) => {
        if (role !== 'unit' || !this.#stands(event)) return true;
        this.#events.add(event);
        if (!isContested) return true;
        this.#holder(nameOf(this.#ledger, events.get(event).party));
        for (const { lot, role: does } of events.portionsOf(event)) {
          if (does !== 'packed') continue;
          this.#lot(lots.textOf(lot));
          this.#draws(lot);
        }
        return true;
      });
      if (isContested) this.#draws(unit);
    });
  }

  #unitOf(event: number): number {
    return this.#ledger.events.portionsOf(event).find(({ role }) => role === 'unit')?.lot ?? -1;
  }

  #isContested(unit: number): boolean {
    const known = this.#contested.get(unit);
    if (known !== undefined) return known;
    const isContested = isContestedUnit(this.#ledger, unit, (event) => this.#stands(event));
    this.#contested.set(unit, isContested);
    return isContested;
  }

  /** All that its holder made while it was valid: what may leave under it is counted over everything. */
  #volumeOf({ holder, validFromMs, validUntilMs }: Certificate): void {
    const { events, names } = this.#ledger;
    const number = names.find(holder);
    if (number === -1) return;
    events.eachOf(number + 1, (event) => {
      const timeMs = events.timeOf(event);
      if (timeMs >= validFromMs && timeMs <= validUntilMs) this.#event(event);
    });
  }

  /** Of a long process one event may tell what went in, another what came out: the first is found by what it drew. */
  #longProcess(run: number): void {
    const { lots, events, graph } = this.#ledger;
    if (!lots.textOf(run).includes('|')) return;
    eachInput(graph, run, (from) => {
      events.mentions(from, (event, role) => {
        if (role === 'drawn' && events.get(event).run === run + 1) this.#event(event);
        return true;
      });
    });
  }

  #stands(event: number): boolean {
    const { events } = this.#ledger;
    return !events.isVoided(event) && !events.get(event).declaresError;
  }

  #event(event: number): void {
    const { events } = this.#ledger;
    if (this.#made.has(event) || !this.#stands(event)) return;
    const row = events.get(event);
    this.#made.add(event);
    this.#events.add(event);
    this.#holder(nameOf(this.#ledger, row.party));
    this.#site(nameOf(this.#ledger, row.place));
    // What else came out is weighed with it (yields): its category decides whether it is waste.
    for (const { lot, role } of events.portionsOf(event))
      if (role === 'produced') this.#product(modelOf(this.#ledger.lots.textOf(lot)));
  }

  #product(id: string | null): void {
    if (id === null || this.#products.has(id)) return;
    const words = this.#ledger.register.productWords.get(id);
    if (words !== undefined) this.#products.set(id, words);
  }

  #about(id: string): void {
    this.#once('about', id, () => {
      const { records } = this.#ledger;
      for (const claim of records.claimsOn(id)) this.#claim(claim);
      for (const certificate of records.certificatesFor(id)) this.#certificate(certificate);
      for (const trade of records.tradesOf(id)) this.#trade(trade);
      for (const account of records.accountsMoving(id)) this.#accounts(account);
      this.#cases(id);
      const product = modelOf(id);
      if (product === null) return;
      this.#product(product);
      this.#about(product);
    });
  }

  /** Party, or site that works under somebody's certificate. */
  #holder(id: string | null): void {
    if (id === null) return;
    this.#once('holder', id, () => {
      const { records } = this.#ledger;
      for (const certificate of records.certificatesOf(id)) this.#certificate(certificate);
      for (const membership of records.membershipsOf(id)) {
        this.#add(membership);
        if (membership.as === 'producer') this.#joined(membership.member);
      }
    });
  }

  /** What a producer has accepted: whose word about its land counts. */
  #joined(member: string): void {
    const { records } = this.#ledger;
    for (const acceptance of records.acceptancesBy(member)) {
      const invitation = records.invitationBy(acceptance.invitation);
      if (invitation?.as !== 'producer') continue;
      this.#records.add(acceptance);
      this.#records.add(invitation);
    }
  }

  #site(id: string | null): void {
    if (id === null) return;
    this.#once('site', id, () => {
      const words = this.#ledger.register.facilityWords.get(id) ?? [];
      this.#facilities.set(id, words);
      for (const { party } of words) this.#holder(party);
      for (const certificate of this.#ledger.records.certificatesAt(id)) this.#certificate(certificate);
      this.#holder(id);
    });
  }

  /** With what was said of it, and the accreditations of whoever said it. */
  #add(record: SaidRecord): void {
    if (this.#records.has(record)) return;
    this.#records.add(record);
    const id = idOf(record);
    if (id === undefined) return;
    this.#once('words', id, () => {
      for (const status of this.#ledger.records.statusesOf(id)) {
        this.#records.add(status);
        this.#accredited(status.issuer);
      }
      this.#cases(id);
    });
  }

  #cases(id: string): void {
    this.#once('cases', id, () => {
      const { records } = this.#ledger;
      for (const name of new Set(records.casesAbout(id).map((step) => step.case))) {
        for (const step of records.stepsOf(name)) {
          this.#records.add(step);
          this.#accredited(step.issuer);
        }
      }
    });
  }

  #accredited(party: string): void {
    this.#once('accredited', party, () => {
      for (const accreditation of this.#ledger.records.accreditationsOf(party))
        this.#accreditation(accreditation);
    });
  }

  #accreditation(accreditation: Accreditation): void {
    this.#add(accreditation);
    this.#accredited(accreditation.issuer);
  }

  #shownCertificate(certificate: Certificate): void {
    this.#add(certificate);
    this.#accredited(certificate.issuer);
  }

  /** With what it draws from, all that draw from it, and all that bear its number. */
  #certificate(certificate: Certificate): void {
    this.#shownCertificate(certificate);
    this.#once('certificate', certificate.certificate, () => {
      const { records } = this.#ledger;
      const { scheme, number, inputs } = certificate;
      for (const other of records.certificatesDrawingFrom(certificate.certificate))
        this.#shownCertificate(other);
      for (const other of number === null ? [] : records.certificatesNumbered(scheme, number))
        this.#shownCertificate(other);
      this.#hiddenUses(certificate);
      if (certificate.volumeGrams !== null) this.#volumeOf(certificate);
      for (const input of inputs) {
        const drawn = records.byId('certificate', input.certificate);
        if (drawn !== undefined) this.#certificate(drawn);
      }
    });
  }

  /** Of whose other certificates something is withheld: any of those may draw from this one. */
  #hiddenUses({ buyer, scheme }: Certificate): void {
    if (buyer === null) return;
    for (const other of this.#ledger.records.certificatesOf(buyer))
      if (other.withheld && other.scheme === scheme) this.#shownCertificate(other);
  }

  #claim(claim: Claim): void {
    this.#add(claim);
    this.#holder(claim.issuer);
    this.#handled(claim);
    for (const id of claim.restsOn) {
      this.#once('rested on', id, () => {
        const { records } = this.#ledger;
        const certificate = records.byId('certificate', id);
        if (certificate !== undefined) this.#certificate(certificate);
        const other = records.byId('claim', id);
        if (other !== undefined) this.#claim(other);
        const trade = records.byId('trade', id);
        if (trade !== undefined) this.#trade(trade);
      });
    }
  }

  /** What was claimed before it was made: whether the claimant had a part in it. */
  #handled({ issuer, lots, entry }: Claim): void {
    const { columns, events, names, lots: register } = this.#ledger;
    const party = names.find(issuer) + 1;
    for (const id of lots) {
      const lot = register.find(id);
      const born = lot === -1 ? -1 : columns.bornIn(lot);
      if (born === -1 || party === 0 || events.entryOf(born) < entry) continue;
      events.mentions(lot, (event, role) => {
        const takes = (role === 'drawn' || role === 'packed') && events.get(event).party === party;
        if (takes && this.#stands(event)) this.#events.add(event);
        return true;
      });
    }
  }

  /** With the parties and sites that it names, what is under it, what it is under, and what else is under that. */
  #trade(trade: Trade): void {
    this.#shownTrade(trade);
    this.#once('trade', trade.trade, () => {
      for (const party of [trade.seller, trade.buyer]) this.#holder(party);
      for (const site of [trade.fromSite, trade.toSite]) this.#site(site);
      for (const child of this.#ledger.records.tradesUnder(trade.trade)) this.#shownTrade(child);
      this.#parentsOf(trade);
    });
  }

  #parentsOf({ under }: Trade): void {
    if (under === null) return;
    this.#once('under', under, () => {
      const { records } = this.#ledger;
      const parent = records.byId('trade', under);
      for (const sibling of records.tradesUnder(under)) this.#shownTrade(sibling);
      if (parent === undefined) return;
      this.#shownTrade(parent);
      this.#parentsOf(parent);
    });
  }

  #shownTrade(trade: Trade): void {
    this.#add(trade);
    this.#once('answers', trade.trade, () => {
      for (const answer of this.#ledger.records.answersTo(trade.trade)) this.#records.add(answer);
    });
  }

  /** All of the site and scheme, and all that they name: an account closes only as a whole. */
  #accounts({ site, scheme }: Account): void {
    this.#once(`account ${scheme}`, site, () => {
      const { records } = this.#ledger;
      this.#site(site);
      for (const account of records.accountsOf(site)) {
        if (account.scheme !== scheme) continue;
        this.#add(account);
        for (const { lot, unit } of account.moves) {
          if (lot !== null) this.#moved(lot);
          for (const other of unit === null ? [] : records.accountsMovingUnit(scheme, unit))
            this.#accounts(other);
        }
      }
    });
  }

  /** Who draws it says who had a part in it. */
  #moved(id: string): void {
    this.#lot(id);
    const number = this.#ledger.lots.find(id);
    if (number !== -1) this.#draws(number);
  }
}

/** Whether several parties spoke of what lies in the unit, and somebody took something out. */
function isContestedUnit(
  { events, balances }: Ledger,
  unit: number,
  stands: (event: number) => boolean,
): boolean {
  if (unit === -1) return false;
  const parties = new Set<number>();
  let isUnpacked = false;
  events.mentions(unit, (event, role) => {
    if (role !== 'unit' || !stands(event)) return true;
    const row = events.get(event);
    parties.add(row.party);
    isUnpacked ||= row.unpacksAll || events.portionsOf(event).some((one) => one.role === 'unpacked');
    return true;
  });
  return isUnpacked ? parties.size > 1 || balances.drawnOf(unit) > 0 : parties.size > 1;
}
