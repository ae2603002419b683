import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epcFormatOf, inFormat } from './epc-format.ts';

const event = {
  type: 'AggregationEvent',
  parentID: 'urn:epc:id:sscc:0614141.1234567890',
  childEPCs: ['urn:epc:id:sgtin:0614141.107346.2018', 'https://example.org/01/10614141073464/21/9'],
  childQuantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.998877', quantity: 2, uom: 'KGM' }],
  readPoint: { id: 'urn:epc:id:sgln:0614141.00777.0' },
  destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:0614141.00001' }],
  'x:note': 'urn:epc:id:sgtin:0614141.107346.2018',
  bizTransactionList: [{ type: 'po', bizTransaction: 'urn:example:po:1' }],
};

test('URNs leave as Digital Links; links, extensions and everything else as they are', () => {
  const shown = inFormat(event, 'Always_GS1_Digital_Link');
  assert.deepEqual(shown['childEPCs'], [
    'https://id.gs1.org/01/10614141073464/21/2018',
    'https://example.org/01/10614141073464/21/9',
  ]);
  assert.equal(shown['parentID'], 'https://id.gs1.org/00/106141412345678908');
  assert.deepEqual(shown['childQuantityList'], [
    { epcClass: 'https://id.gs1.org/01/04012345123456/10/998877', quantity: 2, uom: 'KGM' },
  ]);
  assert.deepEqual(shown['readPoint'], { id: 'https://id.gs1.org/414/0614141007776' });
  assert.deepEqual(shown['destinationList'], [
    { type: 'owning_party', destination: 'https://id.gs1.org/417/0614141000012' },
  ]);
  assert.equal(shown['x:note'], event['x:note']);
  assert.deepEqual(shown['bizTransactionList'], event.bizTransactionList);
});

test('nothing changes where the reader does not want it', () => {
  assert.equal(inFormat(event, 'Never_Translates'), event);
  assert.equal(inFormat(event, 'No_Preference'), event);
});

test('the header', () => {
  assert.equal(epcFormatOf(undefined), 'Always_GS1_Digital_Link');
  assert.equal(epcFormatOf('never_translates'), 'Never_Translates');
  assert.equal(epcFormatOf('Always_EPC_URN'), undefined);
});
