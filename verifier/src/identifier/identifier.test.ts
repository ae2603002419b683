import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkDigit, gtin14 } from './check-digit.ts';
import { elementString, readDigitalLink } from './digital-link.ts';
import { canonicalDigitalLink, canonicalId, readIdentifier } from './identifier.ts';
import { digitalLinkPath, identifierFromPath } from './path.ts';

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/epcis/identifiers');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';

function rows(file: string): string[][] {
  const lines = readFileSync(join(fixtures, file), 'utf8').trim().split(/\r?\n/).slice(1);
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => cell[1] ?? cell[2] ?? ''),
  );
}

test('every EPC URN and Digital Link of the published table becomes its canonical Digital Link', {
  skip,
}, () => {
  const table = rows('normalise-to-digital-link.csv');
  assert.equal(table.length, 36);
  for (const [, input, expected] of table)
    assert.equal(canonicalDigitalLink(input ?? '') ?? '', expected, input);
});

test('the strict grammar gives the verdicts and readings of the GS1 syntax engine', { skip }, () => {
  const table = rows('digital-link-verdicts.csv');
  assert.equal(table.length, 65);
  for (const [uri, verdict, reading] of table) {
    const link = readDigitalLink(uri ?? '');
    assert.equal(link.ok ? 'valid' : 'invalid', verdict, `${uri} ${JSON.stringify(link)}`);
    if (link.ok) assert.equal(elementString(link.elements), reading);
  }
});

test('what an identifier names', () => {
  const table: [text: string, id: string, kind: string, level: string][] = [
    [
      'urn:epc:id:sgtin:4012345.011111.9876',
      'https://id.gs1.org/01/04012345111118/21/9876',
      'item',
      'instance',
    ],
    [
      'https://shop.example/01/09506000134352/10/A%2F1/21/7?17=271231#x',
      'https://id.gs1.org/01/09506000134352/21/7',
      'item',
      'instance',
    ],
    [
      'urn:epc:class:lgtin:4012345.012345.Lot987',
      'https://id.gs1.org/01/04012345123456/10/Lot987',
      'lot',
      'class',
    ],
    [
      'https://shop.example/01/09506000134352/10/A%2f1',
      'https://id.gs1.org/01/09506000134352/10/A%2F1',
      'lot',
      'class',
    ],
    ['urn:epc:idpat:sgtin:4012345.012345.*', 'https://id.gs1.org/01/04012345123456', 'product', 'class'],
    ['urn:epc:id:sscc:4012345.0000000333', 'https://id.gs1.org/00/040123450000003338', 'unit', 'instance'],
    ['urn:epc:id:sgln:4012345.00005.0', 'https://id.gs1.org/414/4012345000054', 'place', 'instance'],
    ['urn:epc:id:pgln:4000001.00000', 'https://id.gs1.org/417/4000001000005', 'party', 'instance'],
    [
      'urn:epc:id:grai:4012345.00022.334455',
      'https://id.gs1.org/8003/04012345000221334455',
      'asset',
      'instance',
    ],
    ['urn:epc:idpat:grai:4012345.00022.*', 'https://id.gs1.org/8003/04012345000221', 'asset', 'class'],
    [
      'urn:epc:id:gdti:4012345.00009.PO-4711',
      'https://id.gs1.org/253/4012345000092PO-4711',
      'document',
      'instance',
    ],
    [
      'urn:epc:id:itip:4012345.011111.01.02.987',
      'https://id.gs1.org/8006/040123451111180102/21/987',
      'item',
      'instance',
    ],
    [
      'URN:UUID:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6',
      'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
      'uri',
      'either',
    ],
    ['HTTPS://Farm.Example/Plots/7', 'https://farm.example/Plots/7', 'uri', 'either'],
    ['https://Ex@EX.example/A', 'https://Ex@ex.example/A', 'uri', 'either'],
    ['did:web:gin.example:lot:7', 'did:web:gin.example:lot:7', 'uri', 'either'],
    [
      'https://docs.example/constructor/toString',
      'https://docs.example/constructor/toString',
      'uri',
      'either',
    ],
    ['https://docs.example/01/intro', 'https://docs.example/01/intro', 'uri', 'either'],
    ['urn:epc:id:usdod:2S194.12345678901', 'urn:epc:id:usdod:2S194.12345678901', 'uri', 'either'],
  ];
  for (const [text, id, kind, level] of table)
    assert.deepEqual(readIdentifier(text), { ok: true, id, kind, level });
});

test('what is refused, and why', () => {
  const table: [text: string, code: string][] = [
    ['https://id.gs1.org/01/09506000134353', 'BAD_CHECK_DIGIT'],
    ['https://shop.example/01/09506000134353/10/A', 'BAD_CHECK_DIGIT'],
    ['https://id.gs1.org/00/340123453111111116', 'BAD_CHECK_DIGIT'],
    ['https://id.gs1.org/414/9506000134360', 'BAD_CHECK_DIGIT'],
    ['https://id.gs1.org/01/97803', 'BAD_KEY_VALUE'],
    ['https://id.gs1.org/01/09506000134352/10/', 'BAD_KEY_VALUE'],
    ['https://id.gs1.org/01/09506000134352/10/ABCDEFGHIJKLMNOPQRSTU', 'BAD_KEY_VALUE'],
    ['https://id.gs1.org/01/09506000134352/10/%C3%A9', 'BAD_KEY_VALUE'],
    ['https://id.gs1.org/01/09506000134352/99/A', 'BAD_QUALIFIERS'],
    ['urn:epc:id:sgtin:4012345.01111.9876', 'BAD_EPC_URN'],
    ['urn:epc:id:sgtin:4012345.011111', 'BAD_EPC_URN'],
    ['urn:epc:id:sgtin:4012345.011111.', 'BAD_KEY_VALUE'],
    ['42', 'NOT_AN_IDENTIFIER'],
    ['', 'NOT_AN_IDENTIFIER'],
    ['foo:bar', 'NOT_AN_IDENTIFIER'],
    ['https://', 'NOT_AN_IDENTIFIER'],
    ['https://farm.example/a b', 'NOT_AN_IDENTIFIER'],
    ['https://farm.example/é', 'NOT_AN_IDENTIFIER'],
    [`urn:x:${'a'.repeat(3000)}`, 'NOT_AN_IDENTIFIER'],
  ];
  for (const [text, code] of table) {
    const reading = readIdentifier(text);
    assert.equal(reading.ok ? 'accepted' : reading.refusal.code, code, text);
  }
});

test('a canonical identifier is its own canonical form, and survives the path of a page', () => {
  const serial = fc.string({
    unit: fc.constantFrom(...'!"%&\'()*+,-./09:;<=>?AZ_az'),
    minLength: 1,
    maxLength: 20,
  });
  const digits13 = fc.stringMatching(/^\d{13}$/);
  fc.assert(
    fc.property(digits13, fc.constantFrom('10', '21'), serial, (digits, ai, value) => {
      const written = `https://any.example/shop/01/${digits}${checkDigit(digits)}/${ai}/${encodeURIComponent(value)}?q=1`;
      const found = canonicalId(written);
      assert.ok(found !== undefined, written);
      assert.deepEqual(canonicalId(found.id), { ok: true, ...found });
      assert.deepEqual(identifierFromPath(digitalLinkPath(found.id) ?? ''), { ok: true, ...found });
    }),
    { numRuns: 300 },
  );
});

test('any one wrong digit of a GTIN is noticed', () => {
  const digits13 = fc.stringMatching(/^\d{13}$/);
  fc.assert(
    fc.property(digits13, fc.nat(13), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const gtin = digits + checkDigit(digits);
      const wrong = gtin.slice(0, at) + ((Number(gtin[at]) + by) % 10) + gtin.slice(at + 1);
      assert.equal(gtin14(gtin), gtin);
      assert.equal(gtin14(wrong), undefined);
      assert.equal(canonicalId(`https://id.gs1.org/01/${wrong}/10/A`), undefined);
    }),
    { numRuns: 300 },
  );
});

test('shorter GTINs are padded, other texts are none', () => {
  assert.equal(gtin14('001122334455'), '00001122334455');
  assert.equal(gtin14('4012345123456'), '04012345123456');
  assert.equal(gtin14('96385074'), '00000096385074');
  for (const text of ['', '123', '4012345123457', '40123451234a6', '040123451234567'])
    assert.equal(gtin14(text), undefined);
});

test('pages have paths only for GS1 keys', () => {
  assert.equal(
    digitalLinkPath('https://id.gs1.org/01/09506000134352/10/A%2F1'),
    '/01/09506000134352/10/A%2F1',
  );
  assert.equal(digitalLinkPath('urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'), undefined);
  assert.equal(identifierFromPath('/log/checkpoint').ok, false);
});
