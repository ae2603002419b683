// Records for tests of this folder and its neighbours, said in few words. Days are of 2026.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordBook } from '../../record/book.ts';
import type {
  Accreditation,
  AccreditationRole,
  CaseStep,
  CaseWord,
  Certificate,
  Claim,
  SaidRecord,
  Status,
  StatusWord,
} from '../../record/record.ts';

/** Midnight UTC of `MM-DD` in 2026, or of a whole date. */
export function day(text: string): number {
  return Date.parse(text.length === 5 ? `2026-${text}T00:00:00Z` : `${text}T00:00:00Z`);
}

export class Sayings {
  readonly records: SaidRecord[] = [];

  #said(issuer: string, at: string): Omit<SaidRecord, 'kind'> & { withheld: boolean } {
    const atMs = day(at);
    return {
      entry: this.records.length,
      issuer,
      recordedAtMs: atMs,
      issuedAtMs: atMs,
      withheld: false,
    } as never;
  }

  #add<T extends SaidRecord>(record: T): T {
    this.records.push(record);
    return record;
  }

  trust(anchors: Record<string, string[]>, from = '01-01'): void {
    const list = Object.entries(anchors).map(([party, schemes]) => ({ party, schemes }));
    this.#add({ ...this.#said('operator', from), kind: 'trust', anchors: list, fromMs: day(from) } as never);
  }

  accredit(
    issuer: string,
    party: string,
    role: AccreditationRole,
    more: Partial<Accreditation> & { at?: string } = {},
  ): Accreditation {
    return this.#add({
      ...this.#said(issuer, more.at ?? '01-01'),
      kind: 'accreditation',
      accreditation: `acc-${party}`,
      party,
      role,
      schemes: ['gots'],
      countries: ['*'],
      processes: ['*'],
      validFromMs: day('01-01'),
      validUntilMs: day('12-31'),
      ...more,
    } as Accreditation);
  }

  certify(
    issuer: string,
    holder: string,
    id: string,
    more: Partial<Certificate> & { at?: string } = {},
  ): Certificate {
    return this.#add({
      ...this.#said(issuer, more.at ?? '01-02'),
      kind: 'certificate',
      certificate: id,
      type: 'scope',
      scheme: 'gots',
      number: null,
      holder,
      validFromMs: day('01-01'),
      validUntilMs: day('12-31'),
      sites: ['*'],
      subcontractors: [],
      processes: ['spinning'],
      categories: ['yarn'],
      materials: ['cotton'],
      codes: ['organic'],
      volumeGrams: null,
      buyer: null,
      shippedAtMs: null,
      lots: [],
      inputs: [],
      test: null,
      products: [],
      imported: null,
      documents: [],
      ...more,
    } as Certificate);
  }

  /** A transaction certificate of `grams` of one lot, shipped on `shipped`. */
  ship(
    from: string,
    to: string,
    lot: string,
    grams: number,
    more: Partial<Certificate> & { at?: string; shipped?: string } = {},
  ): Certificate {
    const { shipped = '05-01', ...rest } = more;
    return this.certify('body', from, `tc-${from}-${to}-${lot}`, {
      type: 'transaction',
      buyer: to,
      shippedAtMs: day(shipped),
      lots: [{ lot, grams, certifiedGrams: grams }],
      at: '05-02',
      ...rest,
    });
  }

  status(issuer: string, about: string, state: StatusWord, from: string, at: string = from): Status {
    return this.#add({
      ...this.#said(issuer, at),
      kind: 'status',
      about,
      state,
      fromMs: day(from),
      reason: null,
    } as Status);
  }

  claim(issuer: string, id: string, more: Partial<Claim> & { at?: string } = {}): Claim {
    return this.#add({
      ...this.#said(issuer, more.at ?? '06-01'),
      kind: 'claim',
      claim: id,
      text: null,
      scheme: 'gots',
      code: 'organic',
      model: 'segregated',
      sharePpm: 1_000_000,
      lots: ['yarn/1'],
      product: null,
      countries: [],
      restsOn: [],
      validUntilMs: null,
      ...more,
    } as Claim);
  }

  step(issuer: string, id: string, word: CaseWord, about: string, at: string, due?: string): CaseStep {
    return this.#add({
      ...this.#said(issuer, at),
      kind: 'case',
      case: id,
      word,
      about,
      dueMs: due === undefined ? null : day(due),
      reason: null,
      documents: [],
    } as CaseStep);
  }

  /** Anchor, accreditation-body `ab`, certification-body `body`, auditor `auditor`, all for gots. */
  chain(): this {
    this.trust({ anchor: ['gots'] });
    this.accredit('anchor', 'ab', 'accreditation-body');
    this.accredit('ab', 'body', 'certification-body');
    this.accredit('body', 'auditor', 'auditor');
    return this;
  }

  book(): RecordBook {
    return bookOf(this.records);
  }

  /** The same records, put in from the last to the first and from the middle outwards. */
  shuffledBooks(): RecordBook[] {
    const backwards = this.records.toReversed();
    const odd = this.records.filter((_, at) => at % 2 === 1);
    const even = this.records.filter((_, at) => at % 2 === 0);
    return [bookOf(backwards), bookOf([...odd, ...even])];
  }
}

function bookOf(records: readonly SaidRecord[]): RecordBook {
  const book = new RecordBook();
  for (const record of records) book.add(record);
  return book;
}

test('a saying takes the next entry and stands in the book by its id', () => {
  const said = new Sayings().chain();
  assert.deepEqual(
    said.records.map(({ entry }) => entry),
    [0, 1, 2, 3],
  );
  assert.equal(said.book().byId('accreditation', 'acc-body')?.issuer, 'ab');
});
