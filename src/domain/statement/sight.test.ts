import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { type JsonObject, readStatement, type Statement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { draftEvents, seal } from './draft.ts';
import { type EventReader, isEvent, mayReadOf, presentTo, sightOf, whole } from './sight.ts';

const speaker = { party: 'https://party.example/gin', kid: 'A'.repeat(43) };
const document = {
  '@context': [],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2026-03-01T00:00:00Z',
  epcisBody: {},
};
let salts = 0;
const nextSalt = (): string => {
  salts += 1;
  return Buffer.from(String(salts).padStart(16, '0')).toString('base64url');
};

function statementOf(compact: string): Statement {
  const read = readStatement(compact, nodePrimitives);
  if (!read.ok) throw new Error(`${read.refusal.code} ${read.refusal.detail}`);
  return read.statement;
}

function signed(event: JsonObject, granularity: 'property' | 'event' = 'property'): Statement {
  const tools = { primitives: nodePrimitives, nextSalt };
  const annexes = [{ births: [] }];
  return statementOf(
    seal(draftEvents(speaker, 1, document, [event], annexes, granularity, tools), new Uint8Array(64)),
  );
}

const event = {
  ...{ type: 'ObjectEvent', eventTime: '2026-02-01T08:00:00Z', eventTimeZoneOffset: '+00:00' },
  ...{ action: 'ADD', bizStep: 'commissioning', eventID: 'urn:uuid:1', readPoint: { id: 'urn:x:place' } },
  quantityList: [{ epcClass: 'urn:lot:a', quantity: 5, uom: 'KGM' }],
  'example:note': 'secret',
};
const own: EventReader = { party: speaker.party };
const other: EventReader = { party: 'https://party.example/mill' };

for (const [name, reader, byProperty, asWhole] of [
  ['its own party', own, 'whole', 'whole'],
  ['another party', other, 'none', 'none'],
  ['level country', { level: 'country' }, 'none', 'none'],
  ['level region', { level: 'region' }, 'none', 'none'],
  ['level site', { level: 'site' }, 'part', 'none'],
  ['level full', { level: 'full' }, 'whole', 'whole'],
] as const)
  test(`${name} is shown ${byProperty} of an event, and ${asWhole} where it was signed as a whole`, () => {
    assert.equal(sightOf(reader, signed(event)), byProperty);
    assert.equal(sightOf(reader, signed(event, 'event')), asWhole);
    assert.equal(mayReadOf(reader, speaker.party), byProperty !== 'none');
    assert.equal(presentTo(reader, signed(event)) === undefined, byProperty === 'none');
  });

test('whole is every disclosure; in part, which lot and where', () => {
  const statement = signed(event);
  assert.equal(presentTo(own, statement), whole(statement));
  assert.deepEqual(statementOf(whole(statement)).eventsShown[0]?.event, event);
  const [shown] = statementOf(presentTo({ level: 'site' }, statement) ?? '').eventsShown;
  const { 'example:note': _, ...rest } = event;
  assert.deepEqual(shown?.event, { ...rest, quantityList: [{ epcClass: 'urn:lot:a', uom: 'KGM' }] });
});

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/epcis');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';

/** Events of all documents there that the official schema takes. */
function officialEvents(isValid: (value: unknown) => boolean): JsonObject[] {
  const folder = join(fixtures, 'valid');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /\.json(ld)?$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(isValid)
    .flatMap(
      (one) => one.epcisBody?.eventList ?? one.epcisBody?.queryResults?.resultsBody?.eventList ?? [one],
    );
}

test('whatever is shown of the official examples is EPCIS by the official schema, or left out', {
  skip,
}, () => {
  const schema = JSON.parse(readFileSync(join(fixtures, 'schema/EPCIS-JSON-Schema-2.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const official = ajv.compile(schema);
  const events = officialEvents(official);
  const shown = events.flatMap((one) => {
    const presented = presentTo({ level: 'site' }, signed(one)) ?? '';
    return statementOf(presented).eventsShown.map((part) => part.event);
  });
  const left = shown.filter((one) => !isEvent(one)).map((one) => one['type']);
  assert.deepEqual([...new Set(left)].sort(), ['ObjectEvent', 'TransactionEvent']);
  const kept = shown.filter(isEvent);
  assert.ok(kept.length > 40, String(kept.length));
  for (const one of kept) {
    const said = { ...document, epcisBody: { eventList: [one] } };
    assert.ok(official(said), `${JSON.stringify(one)} ${JSON.stringify(official.errors)}`);
  }
});
