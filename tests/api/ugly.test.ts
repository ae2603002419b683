// Bad input, one by one: each is answered with a coded problem, and the log stays as it was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { usualLimits } from '../../src/http/door.ts';
import { documentOf, freshEvent, jsonOf, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

interface Ugly {
  name: string;
  path?: string;
  body: string | Uint8Array<ArrayBuffer>;
  type?: string | null;
  headers?: Record<string, string>;
  status?: number;
  /** Absent where the rules name it: any code will do, but there must be one. */
  code?: string;
}

const good = JSON.stringify(freshEvent().event);
const changed = (change: Record<string, unknown>): string => JSON.stringify(freshEvent(change).event);
const portion = (change: Record<string, unknown>): string =>
  changed({
    quantityList: [
      { epcClass: 'https://id.gs1.org/01/09521234543213/10/UGLY', quantity: 1, uom: 'KGM', ...change },
    ],
  });
const unsigned = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${btoa('{"iss":"urn:example:nobody"}').replaceAll('=', '')}.AAAA~`;

const uglies: Ugly[] = [
  { name: 'truncated JSON', body: good.slice(0, 100), code: 'JSON_TRUNCATED' },
  { name: 'not JSON at all', body: '<epcis/>', code: 'JSON_INVALID' },
  { name: 'an empty body', body: '', code: 'BODY_EMPTY' },
  { name: 'a JSON string', body: '"event"', code: 'NOT_A_DOCUMENT' },
  { name: 'null', body: 'null', code: 'NOT_A_DOCUMENT' },
  { name: 'an empty list', body: '[]', code: 'NOT_A_DOCUMENT' },
  { name: 'nesting of 100,000', body: '['.repeat(100_000) + ']'.repeat(100_000), code: 'JSON_TOO_DEEP' },
  {
    name: 'nesting inside an extension',
    body: changed({
      '@context': [
        'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
        { x: 'https://example.org/x/' },
      ],
      'x:deep': JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`),
    }),
  },
  {
    name: 'a duplicate key',
    body: good.replace('"action":"ADD"', '"action":"ADD","action":"DELETE"'),
    code: 'JSON_DUPLICATE_KEY',
  },
  { name: 'half a character', body: good.replace('commissioning', '\\ud800'), code: 'JSON_LONE_SURROGATE' },
  {
    name: 'invalid UTF-8',
    body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    code: 'NOT_UTF8',
  },
  { name: 'UTF-16', body: new Uint8Array(Buffer.from(good, 'utf16le')), code: 'JSON_INVALID' },
  { name: 'no content type', body: good, type: null, status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  {
    name: 'content type text/plain',
    body: good,
    type: 'text/plain',
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'content type XML',
    body: good,
    type: 'application/xml',
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'charset ISO-8859-1',
    body: good,
    type: 'application/json; charset=iso-8859-1',
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'a compressed body',
    body: good,
    headers: { 'content-encoding': 'gzip' },
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
  },
  {
    name: 'an answer in XML',
    body: good,
    headers: { accept: 'application/xml' },
    status: 406,
    code: 'NOT_ACCEPTABLE',
  },
  { name: 'EPCIS 3', body: good, headers: { 'gs1-epcis-min': '3.0' }, status: 406, code: 'NOT_ACCEPTABLE' },
  {
    name: 'EPCs as URNs',
    body: good,
    headers: { 'gs1-epc-format': 'Always_EPC_URN' },
    status: 406,
    code: 'NOT_ACCEPTABLE',
  },
  { name: 'an unknown parameter', path: '/events?dryRun=true', body: good, code: 'QUERY_PARAMETER_UNKNOWN' },
  {
    name: 'a parameter twice',
    path: '/events?granularity=event&granularity=property',
    body: good,
    code: 'QUERY_PARAMETER_INVALID',
  },
  {
    name: 'an unknown behaviour',
    path: '/capture',
    body: good,
    headers: { 'gs1-capture-error-behaviour': 'maybe' },
    code: 'HTTP_HEADER_INVALID',
  },
  {
    name: 'a document where one event is expected',
    body: JSON.stringify(documentOf(freshEvent().event)),
    code: 'SINGLE_EVENT_EXPECTED',
  },
  { name: 'truncated JSON for capture', path: '/capture', body: good.slice(0, 50), code: 'JSON_TRUNCATED' },
  {
    name: 'a bad check digit',
    body: portion({ epcClass: 'https://id.gs1.org/01/09521234543214/10/UGLY' }),
    code: 'BAD_CHECK_DIGIT',
  },
  { name: 'an unknown unit', body: portion({ uom: 'QQ9' }), code: 'UNKNOWN_UNIT' },
  { name: 'a negative quantity', body: portion({ quantity: -1 }), code: 'QUANTITY_NEGATIVE' },
  { name: 'a fraction of a gram', body: portion({ quantity: 0.0000001 }), code: 'QUANTITY_BELOW_BASE' },
  { name: 'a quantity as text', body: portion({ quantity: '1' }), code: 'WRONG_TYPE' },
  {
    name: 'a lot in epcList',
    body: changed({ epcList: ['https://id.gs1.org/01/09521234543213/10/UGLY'], quantityList: undefined }),
  },
  { name: 'an undeclared prefix', body: changed({ 'nobody:knows': 1 }), code: 'UNDECLARED_PREFIX' },
  { name: 'an impossible date', body: changed({ eventTime: '2025-02-30T00:00:00Z' }), code: 'TIME_INVALID' },
  { name: 'an impossible offset', body: changed({ eventTimeZoneOffset: '+25:00' }), code: 'ZONE_INVALID' },
  {
    name: 'an event in the far future',
    body: changed({ eventTime: '2999-01-01T00:00:00Z' }),
    code: 'EVENT_IN_THE_FUTURE',
  },
  { name: 'no event time', body: changed({ eventTime: undefined }), code: 'PROPERTY_MISSING' },
  { name: 'an unknown action', body: changed({ action: 'MAYBE' }), code: 'VALUE_NOT_ALLOWED' },
  { name: 'an unknown type', body: changed({ type: 'Event' }) },
  {
    name: 'a statement that is none',
    body: 'hello',
    type: 'application/sd-jwt',
    code: 'MALFORMED_STATEMENT',
  },
  { name: 'an unsigned statement', body: unsigned, type: 'application/sd-jwt' },
  {
    name: 'two statements at /events',
    body: `${unsigned}\n${unsigned}`,
    type: 'application/sd-jwt',
    code: 'MALFORMED_STATEMENT',
  },
  {
    name: 'two statements to roll back',
    path: '/capture',
    body: `${unsigned}\n${unsigned}`,
    type: 'application/sd-jwt',
    headers: { 'gs1-capture-error-behaviour': 'rollback' },
    code: 'ROLLBACK_NEEDS_ONE_STATEMENT',
  },
  { name: 'a party with a field too many', path: '/parties', body: '{"nmae":"x"}', code: 'FIELD_INVALID' },
  {
    name: 'a party with a key twice',
    path: '/parties',
    body: '{"name":"x","name":"y"}',
    code: 'JSON_DUPLICATE_KEY',
  },
  {
    name: 'a facility nowhere',
    path: '/facilities',
    body: '{"facility":"urn:x:1","party":"urn:x:2","latitude":100}',
    code: 'FIELD_INVALID',
  },
  {
    name: 'a register body that is too large',
    path: '/parties',
    body: `{"name":"${'x'.repeat(70_000)}"}`,
    status: 413,
    code: 'BODY_TOO_LARGE',
  },
  {
    name: 'an address that is too long',
    path: `/events?EQ_bizStep=${'x'.repeat(9000)}`,
    body: good,
    status: 414,
    code: 'URI_TOO_LONG',
  },
];

for (const ugly of uglies) {
  test(ugly.name, async () => {
    door.faults.length = 0;
    const { size, root } = door.node.head();
    const response = await send(ugly);
    const body = await jsonOf(response);
    assert.equal(response.status, ugly.status ?? 400, JSON.stringify(body));
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    if (ugly.code !== undefined) assert.equal(body.errors[0].code, ugly.code);
    assert.match(body.errors[0].code, /^[A-Z0-9_]+$/);
    assert.ok(body.errors[0].detail.length > 5 && body.title.length > 5);
    assert.equal(body.type, `/problems/${body.errors[0].code.toLowerCase().replaceAll('_', '-')}`);
    assert.equal((await door.app.request(body.type)).status, 200);
    assert.doesNotMatch(JSON.stringify(body), /\.ts:\d+|node_modules| at /);
    assert.equal(door.node.head().size, size);
    assert.deepEqual(door.node.head().root, root);
    assert.deepEqual(door.faults, []);
  });
}

function send({ path = '/events', body, type = 'application/json', headers = {} }: Ugly): Promise<Response> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const sent = { ...door.as('operator'), ...(type === null ? {} : { 'content-type': type }), ...headers };
  return Promise.resolve(
    door.app.request(path, { method: 'POST', body: new Uint8Array(bytes), headers: sent }),
  );
}

test('a body of 100 MB is refused when the limit is passed, not when it ends', async () => {
  const { size } = door.node.head();
  const megabyte = new Uint8Array(1024 * 1024).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent <= 100) controller.enqueue(megabyte);
      else controller.close();
    },
  });
  const headers = { ...door.as('operator'), 'content-type': 'application/json' };
  const response = await door.app.request('/capture', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
  assert.equal(response.status, 413);
  assert.equal(response.headers.get('gs1-epcis-capture-file-size-limit'), String(usualLimits.captureBytes));
  assert.equal((await jsonOf(response)).epcisException, 'epcisException:CaptureLimitExceededException');
  assert.ok(sent <= usualLimits.captureBytes / megabyte.length + 3, `${sent} MB were read`);
  assert.equal(door.node.head().size, size);
});

test('an announced length above the limit is refused unread', async () => {
  const headers = {
    ...door.as('operator'),
    'content-type': 'application/json',
    'content-length': '104857600',
  };
  const response = await door.app.request('/events', { method: 'POST', body: '{}', headers });
  assert.equal(response.status, 413);
});

test('too many events for one document', async () => {
  const small = await openDoor({ limits: { captureEvents: 2 } });
  const body = JSON.stringify(documentOf(freshEvent().event, freshEvent().event, freshEvent().event));
  const headers = { ...small.as('operator'), 'content-type': 'application/json' };
  const response = await small.app.request('/capture', { method: 'POST', body, headers });
  assert.equal(response.status, 413);
  assert.equal(response.headers.get('gs1-epcis-capture-limit'), '2');
  await small.close();
});
