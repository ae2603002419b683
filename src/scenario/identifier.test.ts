import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkDigit, facilityId, itemId, lotId, paperId, productId, unitId } from './identifier.ts';

const verdicts = join(
  import.meta.dirname,
  '../../../shared/fixtures/epcis/identifiers/digital-link-verdicts.csv',
);

test('keys of an example company', () => {
  assert.equal(productId('9506000', 13435), 'https://id.gs1.org/01/09506000134352');
  assert.equal(facilityId('9506000', 13436), 'https://id.gs1.org/414/9506000134369');
  assert.equal(unitId('9506000', 134_350_000), 'https://id.gs1.org/00/095060001343500002');
  assert.equal(paperId('9506000', 13436, 'CERT2026'), 'https://id.gs1.org/253/9506000134369CERT2026');
  assert.equal(lotId(productId('9506000', 13435), 'A-1'), 'https://id.gs1.org/01/09506000134352/10/A-1');
  assert.equal(itemId(productId('9506000', 13435), '7'), 'https://id.gs1.org/01/09506000134352/21/7');
});

test('the check digit agrees with the published verdicts', {
  skip: existsSync(verdicts) ? false : 'no ../shared/fixtures',
}, () => {
  const rows = readFileSync(verdicts, 'utf8')
    .split('\n')
    .map((row) => row.split(','));
  const judged = rows.flatMap(([uri, verdict]) => {
    const key = uri
      ?.match(/\/(?:01\/(\d{14})|00\/(\d{18})|414\/(\d{13}))$/)
      ?.slice(1)
      .find(Boolean);
    return key === undefined ? [] : [{ key, valid: verdict === 'valid' }];
  });
  assert.ok(judged.length >= 6);
  for (const { key, valid } of judged) assert.equal(checkDigit(key.slice(0, -1)) === key.at(-1), valid, key);
});
