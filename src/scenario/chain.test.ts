// What holds for every chain of this folder: documents are EPCIS, masses close, nothing is used that is not there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { validateDocument } from '../domain/epcis/document.ts';
import { keepBooks } from './bookkeeping.ts';
import type { Chain, EpcisEvent } from './chain.ts';
import { demonstration } from './demonstration.ts';
import { frauds } from './frauds.ts';
import { generateChain } from './generator.ts';
import { loadMasters } from './load-site.ts';
import { checkDigit } from './identifier.ts';
import { uneceChain } from './unece.ts';

const generated: Chain = {
  ...loadMasters(),
  name: 'generated',
  title: 'A generated chain',
  documents: [...generateChain({ lots: 64 * 25, seed: 5 })],
  showcase: [],
};
const chains: Chain[] = [demonstration(), uneceChain(), ...frauds().map(({ chain }) => chain), generated];
const schemaFile = join(
  import.meta.dirname,
  '../../../shared/fixtures/epcis/schema/EPCIS-JSON-Schema-2.0.json',
);
const noFixtures = existsSync(schemaFile) ? false : 'no ../shared/fixtures';

function eventsOf(chain: Chain): EpcisEvent[] {
  return chain.documents.flatMap(({ document }) => document.epcisBody.eventList);
}

for (const chain of chains) {
  test(`${chain.name}: every transformation closes, no lot is overdrawn or used before its time`, () => {
    const books = keepBooks(chain.documents);
    // Load documents have one output and do not tell their waste: 3 inputs and 1 output is what is to be measured.
    const silent = chain === generated ? / without a word$/ : /^never$/;
    assert.deepEqual(
      books.complaints.filter((complaint) => !silent.test(complaint)),
      [],
    );
    assert.ok(books.produced.size > 5);
    for (const grams of books.produced.values()) assert.ok(Number.isInteger(grams) && grams > 0);
  });

  test(`${chain.name}: every document is valid against the schema of EPCIS 2.0`, { skip: noFixtures }, () => {
    const ajv = new Ajv({ strict: false });
    formats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    for (const { document } of chain.documents) {
      assert.ok(validate(document), JSON.stringify(validate.errors?.slice(0, 3)));
    }
  });

  test(`${chain.name}: the node's own rules find nothing, not even a warning`, () => {
    for (const { document } of chain.documents) {
      const reading = validateDocument(document, Date.UTC(2026, 8, 1));
      assert.ok(reading.ok, JSON.stringify(reading));
      assert.deepEqual(reading.warnings, []);
    }
  });

  test(`${chain.name}: each party speaks at its own place, at a written time that fits its offset`, () => {
    const placesOf = Map.groupBy(chain.facilities, ({ party }) => party);
    for (const { party, document } of chain.documents) {
      const places = (placesOf.get(party) ?? []).map(({ facility }) => facility);
      for (const event of document.epcisBody.eventList) {
        assert.ok(
          places.includes((event['bizLocation'] as { id: string }).id),
          `${party} at ${event.eventTime}`,
        );
        assert.ok(event.eventTime.endsWith(event.eventTimeZoneOffset));
        assert.ok(Date.parse(event.eventTime) <= Date.parse(document.creationDate));
      }
    }
  });

  test(`${chain.name}: event ids differ, GS1 keys have their check digit, products are declared`, () => {
    const ids = eventsOf(chain).map(({ eventID }) => eventID);
    assert.equal(new Set(ids).size, ids.length);
    const products = new Set(chain.products.map(({ product }) => product));
    const text = JSON.stringify(chain.documents);
    for (const [, key, digits] of text.matchAll(/id\.gs1\.org\/(00|01|414|417|253)\/(\d{13,18})/g)) {
      const whole = key === '253' ? digits!.slice(0, 13) : digits!;
      assert.equal(checkDigit(whole.slice(0, -1)), whole.at(-1), `${key} ${digits}`);
    }
    for (const [product] of text.matchAll(/https:\/\/id\.gs1\.org\/01\/\d{14}/g))
      assert.ok(products.has(product), product);
  });
}

test('a chain that lies is noticed by the books', () => {
  const chain = structuredClone(uneceChain());
  const gin = eventsOf(chain).find((event) => event.type === 'TransformationEvent');
  const bales = gin?.['outputQuantityList'] as { quantity: number }[];
  bales[0]!.quantity += 1;
  const complaints = keepBooks(chain.documents).complaints;
  assert.equal(complaints.length, 1);
  assert.match(complaints[0]!, /makes 1000 g out of nothing$/);
});
