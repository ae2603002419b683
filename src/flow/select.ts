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
  readonly #products = new Map<string, ProductRecord>();
  readonly #facilities = new Map<string, FacilityRecord>();
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
      products: [...this.#products.values()],
      facilities: [...this.#facilities.values()],
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
    events.mentions(lot, (event, role) => {
      if (role === 'produced' || role === 'unit') this.#event(event);
      return true;
    });
    if (this.#ledger.records.certificatesFor(lots.textOf(lot)).length > 0) this.#draws(lot);
  }

  /** All that draw from it, also by way of units: what a transaction certificate lets pass is shared by all its buyer's draws. */
  #draws(lot: number): void {
    const { lots, events } = this.#ledger;
    this.#once('draws', lots.textOf(lot), () => {
      events.mentions(lot, (event, role) => {
        if (role === 'drawn' && this.#stands(event)) this.#events.add(event);
        if (role !== 'packed' || !this.#stands(event)) return true;
        this.#events.add(event);
        for (const portion of events.portionsOf(event)) if (portion.role === 'unit') this.#draws(portion.lot);
        return true;
      });
    });
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
    const record = this.#ledger.register.products.get(id);
    if (record !== undefined) this.#products.set(id, record);
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
      for (const membership of records.membershipsOf(id)) this.#add(membership);
    });
  }

  #site(id: string | null): void {
    if (id === null) return;
    this.#once('site', id, () => {
      const facility = this.#ledger.register.facilities.get(id);
      if (facility !== undefined) {
        this.#facilities.set(id, facility);
        this.#holder(facility.party);
      }
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
          if (lot !== null) this.#lot(lot);
          for (const other of unit === null ? [] : records.accountsMovingUnit(scheme, unit))
            this.#accounts(other);
        }
      }
    });
  }
}
