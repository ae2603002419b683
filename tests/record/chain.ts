// A chain in which everything occurs that a dossier can hold: blends, a long process, units packed, emptied and packed
// again, an event that was an error, certificates with what draws from them, trade, accounts, cases.
import {
  itemId,
  kilograms,
  lotId,
  made,
  packed,
  spun,
  unitId,
  unpacked,
  declaredWrong,
  at,
} from '../capture/said.ts';
import { accredit, type Cast, certificate, claim, from, id, trade, transaction } from './cast.ts';

export const site = 'https://id.gs1.org/414/9506000134000';
export const product = 'https://id.gs1.org/01/09506000134352';
export const shirt: string = itemId('SHIRT');

export async function tellChain(cast: Cast): Promise<void> {
  const { world, capture, party } = cast;
  const composition = [{ material: 'cotton', percent: 100 }];
  await world.node.registerFacility({ facility: site, party: party('spinner'), name: 'Mill', country: 'IN' });
  await world.node.registerProduct({
    product,
    party: party('brand'),
    name: 'Shirt',
    composition,
    category: 'shirt',
  });
  const wrong = made(3, lotId('WRONG'), 5, { eventID: 'urn:uuid:wrong' });
  const place = { readPoint: { id: site }, 'tex:processType': 'spinning' };
  const run = { transformationID: 'urn:epc:id:gdti:4012345.55555.9' };
  await capture(
    'farm',
    made(1, lotId('LINT'), 100),
    made(2, lotId('OTHER'), 50),
    wrong,
    declaredWrong(wrong),
    packed(4, unitId(1), [[lotId('LINT'), 40]]),
    unpacked(5, unitId(1)),
    packed(6, unitId(1), [[lotId('LINT'), 30]]),
  );
  await capture(
    'spinner',
    spun(
      10,
      [
        [lotId('LINT'), 50],
        [lotId('OTHER'), 20],
      ],
      [
        [lotId('YARN'), 60],
        [lotId('NOIL'), 8],
      ],
      place,
    ),
    { ...spun(11, [[lotId('YARN'), 40]], []), ...run, outputQuantityList: undefined },
    { ...spun(12, [], [[lotId('CLOTH'), 38]]), ...run, inputQuantityList: undefined },
    packed(13, unitId(2), [[lotId('CLOTH'), 10]]),
  );
  const cut = { inputQuantityList: [kilograms(lotId('CLOTH'), 1), { epcClass: lotId('UNTOLD') }] };
  const sewn = {
    type: 'TransformationEvent',
    ...at(20),
    inputEPCList: [unitId(2)],
    outputEPCList: [shirt],
    ...cut,
  };
  await capture('brand', sewn);
}

export async function tellRecords(cast: Cast): Promise<void> {
  const { say, party } = cast;
  const [farm, spinner, brand] = [party('farm'), party('spinner'), party('brand')];
  await accredit(cast);
  await say('certifier', 'certificate', certificate('farm-scope', farm, { number: 'N-1', sites: ['*'] }));
  await say('certifier', 'certificate', certificate('stranger-scope', party('stranger')));
  const line = (lot: string) => ({ lot: lotId(lot), grams: 40_000, certifiedGrams: 40_000 });
  await say('certifier', 'certificate', transaction('tc', farm, spinner, [line('LINT')]));
  await say(
    'certifier',
    'certificate',
    transaction('use', spinner, brand, [line('YARN')], [{ certificate: id('tc'), grams: 10 }]),
  );
  await say(
    'certifier',
    'certificate',
    transaction('elsewhere', spinner, brand, [line('SOLD')], [{ certificate: id('tc'), grams: 5 }]),
  );
  const lines = [{ line: 1, lot: lotId('LINT'), quantity: 50, uom: 'KGM' }];
  await say('spinner', 'trade', trade('order', 'order', farm, spinner, { lines }));
  await say('farm', 'trade', trade('shipment', 'shipment', farm, spinner, { under: id('order'), lines }));
  await say('spinner', 'answer', { about: id('shipment'), word: 'receives', at: '2026-03-05T00:00:00Z' });
  await say('spinner', 'account', {
    ...{ site, scheme: 'gots', code: 'organic', material: 'cotton', model: 'mass-balance', method: 'credit' },
    moves: [
      { at: from, act: 'in', lot: lotId('OTHER'), grams: 100 },
      { at: from, act: 'out', lot: lotId('YARN'), grams: 50 },
    ],
  });
  await say('spinner', 'claim', claim('yarn-claim', [lotId('YARN')]));
  await say('brand', 'claim', claim('shirt-claim', [shirt], { restsOn: [id('yarn-claim'), id('use')] }));
  await say('brand', 'claim', claim('product-claim', [], { product }));
  await say('stranger', 'claim', claim('elsewhere-claim', [lotId('NOBODYS')]));
  await say('brand', 'case', {
    case: id('case'),
    word: 'challenges',
    about: id('farm-scope'),
    reason: 'why',
  });
}
