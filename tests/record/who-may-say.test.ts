// docs/protocol/record.md, "Who may say it": each rule refuses with its code, and takes its honest twin.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { kilograms, lotId, made, spun } from '../capture/said.ts';
import {
  accreditation,
  accredit,
  certificate,
  claim,
  from,
  id,
  openCast,
  trade,
  transaction,
  until,
  type Cast,
} from './cast.ts';

async function withCast(body: (cast: Cast) => Promise<void>): Promise<void> {
  const cast = await openCast();
  await body(cast);
  await cast.world.close();
}

test('trust and packs are the operator’s word', () =>
  withCast(async ({ codes, say, party }) => {
    const trust = { anchors: [{ party: party('anchor'), schemes: ['*'] }], from };
    assert.deepEqual(await codes('anchor', 'trust', trust), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('operator', 'trust', trust), []);
    assert.deepEqual(await codes('anchor', 'pack', packOf('gots', '1', from)), ['NOT_YOURS_TO_SAY']);
    await say('operator', 'pack', packOf('gots', '1', from));
    const otherRules = packOf('gots', '1', from, ['ocs']);
    assert.deepEqual(await codes('operator', 'pack', otherRules), ['PACK_VERSION_TAKEN']);
    const early = packOf('gots', '2', '2026-02-01T00:00:00Z');
    assert.deepEqual(await codes('operator', 'pack', early), []);
    await say('brand', 'claim', claim('waiting', [lotId('NOBODYS')]));
    assert.deepEqual(await codes('operator', 'pack', { ...packOf('gots', '3', from) }), ['PACK_BACKDATED']);
    assert.deepEqual(await codes('operator', 'pack', packOf('gots', '3', '2027-02-01T00:00:00Z')), []);
    assert.deepEqual(await codes('operator', 'pack', packOf('ocs', '1', from)), []);
  }));

test('accreditation comes from an anchor, by way of who has more', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    const body = accreditation('body-gots', party('body'), 'accreditation-body');
    assert.deepEqual(await codes('anchor', 'accreditation', body), ['NOT_ACCREDITED']);
    await accredit(cast);
    assert.deepEqual(await codes('anchor', 'accreditation', body), ['ID_TAKEN']);
    const own = accreditation('own', party('anchor'), 'certification-body');
    assert.deepEqual(await codes('anchor', 'accreditation', own), ['SELF_ACCREDITED']);
    const wide = accreditation('wide', party('stranger'), 'certification-body', { countries: ['*'] });
    assert.deepEqual(await codes('body', 'accreditation', wide), ['ACCREDITATION_EXCEEDED']);
    const long = accreditation('long', party('stranger'), 'certification-body', {
      validUntil: '2031-01-01T00:00:00Z',
    });
    assert.deepEqual(await codes('body', 'accreditation', long), ['ACCREDITATION_EXCEEDED']);
    const skipped = accreditation('skipped', party('stranger'), 'auditor');
    assert.deepEqual(await codes('body', 'accreditation', skipped), ['NOT_ACCREDITED']);
    const good = accreditation('good', party('stranger'), 'certification-body');
    await say('anchor', 'status', { about: id('body-gots'), state: 'suspended', from });
    assert.deepEqual(await codes('body', 'accreditation', good), ['NOT_ACCREDITED']);
    await say('anchor', 'status', {
      about: id('body-gots'),
      state: 'reinstated',
      from: '2026-06-01T00:00:00Z',
    });
    assert.deepEqual(await codes('body', 'accreditation', good), []);
  }));

test('certificates are by who is accredited, never of oneself', () =>
  withCast(async (cast) => {
    const { codes, party, world } = cast;
    await accredit(cast);
    const farm = party('farm');
    assert.deepEqual(await codes('stranger', 'certificate', certificate('c', farm)), ['NOT_ACCREDITED']);
    assert.deepEqual(await codes('certifier', 'certificate', certificate('c', farm, { scheme: 'grs' })), [
      'NOT_ACCREDITED',
    ]);
    assert.deepEqual(await codes('farm', 'certificate', certificate('c', farm)), ['SELF_CERTIFIED']);
    assert.deepEqual(await codes('certifier', 'certificate', certificate('c', party('certifier'))), [
      'SELF_CERTIFIED',
    ]);
    await world.node.admitParty({ party: 'urn:selvedge:party:abroad', country: 'TR' });
    assert.deepEqual(await codes('certifier', 'certificate', certificate('c', 'urn:selvedge:party:abroad')), [
      'NOT_ACCREDITED',
    ]);
    assert.deepEqual(await codes('auditor', 'certificate', certificate('c', farm)), []);
    assert.deepEqual(await codes('auditor', 'certificate', certificate('c', farm)), ['ID_TAKEN']);

    const own = certificate('own', farm, { type: 'self-declaration' });
    assert.deepEqual(await codes('brand', 'certificate', own), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'certificate', own), []);
    const second = certificate('second', farm, { type: 'second-party' });
    assert.deepEqual(await codes('farm', 'certificate', second), ['SELF_CERTIFIED']);
    assert.deepEqual(await codes('brand', 'certificate', second), []);
    const imported = { format: 'document', digest: digestOf('scan'), issuer: 'Some Body' };
    const paper = certificate('paper', farm, { imported });
    assert.deepEqual(await codes('brand', 'certificate', paper), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'certificate', paper), []);
    const unchecked = certificate('unchecked', farm, { imported: { ...imported, format: 'credential' } });
    assert.deepEqual(await codes('farm', 'certificate', unchecked), ['CREDENTIAL_NOT_CHECKED']);
    assert.ok((await world.node.say(farm, 'certificate', unchecked, { isChecked: true })).ok);
  }));

test('one id is one thing: no claim hides behind the id of a certificate, nor the other way round', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    await accredit(cast);
    await say('certifier', 'certificate', certificate('c', party('farm')));
    const k = claim('c', [lotId('NOBODYS')], { scheme: 'friendly' });
    assert.deepEqual(await codes('farm', 'claim', k), ['ID_TAKEN']);
    const above = accreditation('c', party('stranger'), 'auditor');
    assert.deepEqual(await codes('certifier', 'accreditation', above), ['ID_TAKEN']);
    assert.deepEqual(await codes('farm', 'trade', trade('c', 'contract', party('farm'), party('brand'))), [
      'ID_TAKEN',
    ]);
    const membership = { membership: id('c'), party: party('farm'), member: 'urn:x:m', as: 'producer', from };
    assert.deepEqual(await codes('farm', 'membership', membership), ['ID_TAKEN']);
    assert.deepEqual(await codes('farm', 'case', { case: id('c'), word: 'challenges', about: id('k') }), []);
  }));

test('a number belongs to one holder', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    await accredit(cast);
    await say('certifier', 'certificate', certificate('one', party('farm'), { number: 'GOTS-7' }));
    const other = certificate('two', party('spinner'), { number: 'GOTS-7' });
    assert.deepEqual(await codes('certifier', 'certificate', other), ['CERTIFICATE_NUMBER_TAKEN']);
    const renewed = certificate('three', party('farm'), { number: 'GOTS-7' });
    assert.deepEqual(await codes('certifier', 'certificate', renewed), []);
    const own = certificate('own', party('spinner'), { number: 'GOTS-7', type: 'self-declaration' });
    assert.deepEqual(await codes('spinner', 'certificate', own), ['CERTIFICATE_NUMBER_TAKEN']);
    await say('spinner', 'certificate', { ...own, number: 'GOTS-8' });
    const rightful = certificate('eight', party('farm'), { number: 'GOTS-8' });
    assert.deepEqual(
      await codes('certifier', 'certificate', rightful),
      [],
      'nobody keeps a number by copying it',
    );
    assert.deepEqual(await codes('certifier', 'certificate', { ...other, number: 'GOTS-8' }), [
      'CERTIFICATE_NUMBER_TAKEN',
    ]);
  }));

test('no more is drawn from a transaction certificate than it certifies, over all that draw', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    await accredit(cast);
    const [farm, spinner, brand] = [party('farm'), party('spinner'), party('brand')];
    const line = (lot: string, certifiedGrams: number) => ({ lot, grams: 1_000, certifiedGrams });
    const drawn = (name: string, grams: number) =>
      transaction(name, spinner, brand, [line(lotId(name), 500)], [{ certificate: id('tc'), grams }]);
    assert.deepEqual(await codes('certifier', 'certificate', drawn('early', 600)), []);
    await say('certifier', 'certificate', transaction('tc', farm, spinner, [line(lotId('LINT'), 900)]));
    assert.deepEqual(await codes('certifier', 'certificate', drawn('late', 301)), ['VOLUME_EXCEEDED']);
    assert.deepEqual(await codes('certifier', 'certificate', drawn('late', 300)), []);
    assert.deepEqual(await codes('certifier', 'certificate', drawn('more', 1)), ['VOLUME_EXCEEDED']);
    await say('certifier', 'status', { about: id('early'), state: 'revoked', from });
    assert.deepEqual(await codes('certifier', 'certificate', drawn('again', 600)), []);
    const over = transaction('over', farm, spinner, [{ lot: lotId('X'), grams: 5, certifiedGrams: 6 }]);
    assert.deepEqual(await codes('certifier', 'certificate', over), ['VOLUME_EXCEEDED']);
  }));

test('words of status: who may say which, and what follows what', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    await accredit(cast);
    await say('auditor', 'certificate', certificate('c', party('farm')));
    const word = (state: string, about = 'c') => ({ about: id(about), state, from });
    assert.deepEqual(await codes('farm', 'status', word('confirmed')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('stranger', 'status', word('refuted')), ['NOT_ACCREDITED']);
    assert.deepEqual(await codes('certifier', 'status', word('withdrawn')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('auditor', 'status', word('reinstated')), ['STATE_OUT_OF_TURN']);
    assert.deepEqual(await codes('certifier', 'status', word('suspended')), []);
    assert.deepEqual(await codes('certifier', 'status', word('reinstated')), []);
    assert.deepEqual(await codes('auditor', 'status', word('revoked')), []);
    assert.deepEqual(await codes('auditor', 'status', word('reinstated')), ['STATE_FINAL']);
    assert.deepEqual(await codes('farm', 'status', word('withdrawn')), ['STATE_FINAL']);

    await say('certifier', 'certificate', certificate('far', party('farm')));
    const far = (state: string, day: string) => ({ about: id('far'), state, from: `${day}T00:00:00Z` });
    await say('farm', 'status', far('withdrawn', '2099-01-01'));
    assert.deepEqual(await codes('certifier', 'status', far('suspended', '2026-02-01')), []);
    assert.deepEqual(await codes('certifier', 'status', far('reinstated', '2026-02-02')), []);
    assert.deepEqual(await codes('certifier', 'status', far('suspended', '2099-01-01')), ['STATE_FINAL']);
    await say('certifier', 'status', far('revoked', '2026-03-01'));
    assert.deepEqual(await codes('certifier', 'status', far('confirmed', '2026-02-03')), ['STATE_FINAL']);
    assert.deepEqual(await codes('certifier', 'status', far('revoked', '2026-03-01')), ['STATE_FINAL']);
    assert.deepEqual(await codes('certifier', 'status', far('revoked', '2026-01-15')), []);

    assert.deepEqual(await codes('body', 'status', word('suspended', 'auditor-gots')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('anchor', 'status', word('suspended', 'auditor-gots')), []);
    await say('brand', 'claim', claim('k', [lotId('NOBODYS')]));
    assert.deepEqual(await codes('brand', 'status', word('confirmed', 'k')), ['SELF_CERTIFIED']);
    assert.deepEqual(await codes('auditor', 'status', word('confirmed', 'k')), ['NOT_ACCREDITED']);
    assert.deepEqual(await codes('certifier', 'status', word('confirmed', 'k')), []);
    assert.deepEqual(await codes('certifier', 'status', word('revoked', 'k')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('stranger', 'status', word('withdrawn', 'k')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('brand', 'status', word('withdrawn', 'k')), []);
    assert.deepEqual(await codes('stranger', 'status', word('revoked', 'unheard-of')), []);

    await say('farm', 'membership', member('m', party('farm')));
    assert.deepEqual(await codes('brand', 'membership', member('n', party('farm'))), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('brand', 'status', word('revoked', 'm')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'status', word('revoked', 'm')), []);
  }));

describe('trade', () => {
  test('is told by one of its two parties, in order, at their own sites', () =>
    withCast(async ({ codes, say, party, world }) => {
      const [farm, spinner] = [party('farm'), party('spinner')];
      assert.deepEqual(await codes('spinner', 'trade', trade('c', 'contract', farm, spinner)), [
        'NOT_YOURS_TO_SAY',
      ]);
      assert.deepEqual(await codes('farm', 'trade', trade('o', 'order', farm, spinner)), [
        'NOT_YOURS_TO_SAY',
      ]);
      assert.deepEqual(await codes('farm', 'trade', trade('c', 'contract', farm, farm)), [
        'TRADE_WITH_ITSELF',
      ]);
      const lines = [{ line: 1, quantity: 100, uom: 'KGM' }];
      await say('farm', 'trade', trade('c', 'contract', farm, spinner, { lines }));
      const order = (name: string, more: object) =>
        trade(name, 'order', farm, spinner, { under: id('c'), at: '2026-03-02T00:00:00Z', ...more });
      assert.deepEqual(await codes('spinner', 'trade', order('o1', { at: '2026-02-02T00:00:00Z' })), [
        'TRADE_DATE_ORDER',
      ]);
      assert.deepEqual(
        await codes('spinner', 'trade', order('o1', { lines: [{ line: 1, quantity: 101, uom: 'KGM' }] })),
        ['TRADE_EXCEEDED'],
      );
      assert.deepEqual(await codes('spinner', 'trade', order('o1', { lines })), []);
      assert.deepEqual(
        await codes('spinner', 'trade', order('o2', { lines: [{ line: 1, quantity: 1, uom: 'KGM' }] })),
        ['TRADE_EXCEEDED'],
      );
      const wrong = trade('s', 'shipment', farm, spinner, { under: id('c'), at: '2026-03-03T00:00:00Z' });
      assert.deepEqual(await codes('farm', 'trade', wrong), ['TRADE_PARENT_INVALID']);
      const site = 'https://id.gs1.org/414/9506000134000';
      assert.ok((await world.node.registerFacility({ facility: site, party: farm })).ok);
      assert.deepEqual(
        await codes('farm', 'trade', trade('s', 'shipment', farm, spinner, { toSite: site })),
        ['SITE_OF_ANOTHER_PARTY'],
      );
      assert.deepEqual(
        await codes('farm', 'trade', trade('s', 'shipment', farm, spinner, { fromSite: site })),
        [],
      );
    }));

  test('a lot is shipped once; what is sold on or comes back is shipped again', () =>
    withCast(async ({ codes, capture, say, party }) => {
      const [farm, spinner, brand] = [party('farm'), party('spinner'), party('brand')];
      const ship = (name: string, seller: string, buyer: string, kg: number) =>
        trade(name, 'shipment', seller, buyer, {
          lines: [{ line: 1, lot: lotId('LINT'), quantity: kg, uom: 'KGM' }],
        });
      assert.deepEqual(await codes('farm', 'trade', ship('before', farm, spinner, 60)), []);
      await capture('farm', made(1, lotId('LINT'), 100));
      assert.deepEqual(await codes('farm', 'trade', ship('s2', farm, brand, 41)), ['LOT_SHIPPED_TWICE']);
      assert.deepEqual(await codes('farm', 'trade', ship('s2', farm, brand, 40)), []);
      assert.deepEqual(await codes('spinner', 'trade', ship('on', spinner, brand, 60)), []);
      assert.deepEqual(await codes('spinner', 'trade', ship('on2', spinner, brand, 60)), [
        'LOT_SHIPPED_TWICE',
      ]);
      assert.deepEqual(await codes('farm', 'trade', ship('s3', farm, brand, 40)), ['LOT_SHIPPED_TWICE']);
      await say('brand', 'trade', ship('back', brand, farm, 40));
      assert.deepEqual(await codes('farm', 'trade', ship('s3', farm, brand, 40)), []);
    }));

  test('answers come from the other party, each word once', () =>
    withCast(async ({ codes, say, party }) => {
      const [farm, spinner] = [party('farm'), party('spinner')];
      const answer = (word: string, about = 's') => ({ about: id(about), word, at: '2026-03-05T00:00:00Z' });
      await say('farm', 'trade', trade('s', 'shipment', farm, spinner));
      assert.deepEqual(await codes('farm', 'answer', answer('acknowledges')), ['ANSWER_NOT_YOURS']);
      assert.deepEqual(await codes('brand', 'answer', answer('receives')), ['ANSWER_NOT_YOURS']);
      assert.deepEqual(await codes('spinner', 'answer', answer('settles')), ['ANSWER_OUT_OF_TURN']);
      assert.deepEqual(await codes('spinner', 'answer', answer('acknowledges')), []);
      assert.deepEqual(await codes('spinner', 'answer', answer('acknowledges')), ['ANSWER_OUT_OF_TURN']);
      assert.deepEqual(await codes('farm', 'answer', answer('withdraws')), ['ANSWER_OUT_OF_TURN']);
      assert.deepEqual(
        await codes('spinner', 'answer', { ...answer('receives'), at: '2026-02-01T00:00:00Z' }),
        ['TRADE_DATE_ORDER'],
      );
      assert.deepEqual(await codes('spinner', 'answer', answer('receives')), []);
      assert.deepEqual(await codes('spinner', 'answer', answer('disputes')), []);
      assert.deepEqual(await codes('spinner', 'answer', answer('settles')), []);
      assert.deepEqual(await codes('brand', 'answer', answer('receives', 'unheard-of')), []);
    }));
});

test('claims are about what is one’s own, or in one’s hands', () =>
  withCast(async ({ codes, capture, say, party, world }) => {
    await capture('farm', made(1, lotId('LINT'), 100));
    await capture('spinner', spun(5, [[lotId('LINT'), 50]], [[lotId('YARN'), 45]]));
    assert.deepEqual(await codes('stranger', 'claim', claim('k', [lotId('LINT')])), ['CLAIM_NOT_YOURS']);
    assert.deepEqual(await codes('farm', 'claim', claim('k', [lotId('LINT')])), []);
    assert.deepEqual(await codes('spinner', 'claim', claim('k2', [lotId('LINT'), lotId('YARN')])), []);
    assert.deepEqual(await codes('stranger', 'claim', claim('k3', [lotId('NOBODYS')])), []);
    const pallet = 'https://id.gs1.org/00/095210000000000018';
    assert.deepEqual(await codes('spinner', 'claim', claim('k6', [pallet])), ['UNIT_NOT_CLAIMED']);
    const seen = {
      ...made(9, lotId('YARN'), 1),
      action: 'OBSERVE',
      bizStep: 'receiving',
      quantityList: [kilograms(lotId('YARN'), 45)],
    };
    assert.deepEqual(await codes('brand', 'claim', claim('k4', [lotId('YARN')])), ['CLAIM_NOT_YOURS']);
    await capture('brand', seen);
    assert.deepEqual(await codes('brand', 'claim', claim('k4', [lotId('YARN')])), []);
    const lines = [{ line: 1, lot: lotId('YARN'), quantity: 1, uom: 'KGM' }];
    await say('spinner', 'trade', trade('s', 'shipment', party('spinner'), party('stranger'), { lines }));
    assert.deepEqual(await codes('stranger', 'claim', claim('k5', [lotId('YARN')])), ['CLAIM_NOT_YOURS']);
    await say('stranger', 'answer', { about: id('s'), word: 'receives', at: '2026-03-05T00:00:00Z' });
    assert.deepEqual(await codes('stranger', 'claim', claim('k5', [lotId('YARN')])), []);

    const product = 'https://id.gs1.org/01/09506000134352';
    const ofProduct = (name: string) => claim(name, [], { product });
    assert.deepEqual(await codes('stranger', 'claim', ofProduct('p1')), []);
    assert.ok((await world.node.registerProduct({ product, party: party('brand') })).ok);
    assert.deepEqual(await codes('stranger', 'claim', ofProduct('p2')), ['CLAIM_NOT_YOURS']);
    assert.deepEqual(await codes('brand', 'claim', ofProduct('p2')), []);
    const weightless = await world.node.registerProduct({
      product,
      party: party('brand'),
      netWeightGrams: 0,
    });
    assert.deepEqual(!weightless.ok && weightless.refusals.map(({ code }) => code), ['NET_WEIGHT_ZERO']);
  }));

test('the same kilograms are not claimed under schemes that exclude each other', () =>
  withCast(async ({ codes, capture, say }) => {
    await say('operator', 'pack', packOf('gots', '1', from, ['bci']));
    await say('stranger', 'claim', claim('squatter', [lotId('LINT')], { scheme: 'bci' }));
    await capture('farm', made(1, lotId('LINT'), 100));
    await say('farm', 'claim', claim('k', [lotId('LINT')]));
    const other = (name: string, sharePpm = 1_000_000) =>
      claim(name, [lotId('LINT')], { scheme: 'bci', sharePpm });
    assert.deepEqual(await codes('farm', 'claim', other('b')), ['CLAIM_EXCLUDED']);
    assert.deepEqual(await codes('farm', 'claim', claim('o', [lotId('LINT')], { scheme: 'ocs' })), []);
    await say('farm', 'status', { about: id('k'), state: 'withdrawn', from });
    assert.deepEqual(await codes('farm', 'claim', other('b', 400_000)), []);
    assert.deepEqual(await codes('farm', 'claim', claim('k2', [lotId('LINT')], { sharePpm: 600_000 })), []);
    assert.deepEqual(await codes('farm', 'claim', claim('k3', [lotId('LINT')], { sharePpm: 600_001 })), [
      'CLAIM_EXCLUDED',
    ]);
  }));

test('accounts are kept by the party of the site; a unit is issued once and retired once', () =>
  withCast(async ({ codes, party, world }) => {
    const site = 'https://id.gs1.org/414/9506000134000';
    assert.ok((await world.node.registerFacility({ facility: site, party: party('farm') })).ok);
    const account = (act: string, unit: string) => ({
      ...{ site, scheme: 'bci', code: 'bci', material: 'cotton', model: 'book-and-claim', method: 'credit' },
      moves: [{ at: from, act, grams: 5, unit }],
    });
    assert.deepEqual(await codes('spinner', 'account', account('issue', 'U1')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'account', account('issue', 'U1')), []);
    assert.deepEqual(await codes('farm', 'account', { ...account('issue', 'U1'), code: 'other' }), [
      'UNIT_SPENT',
    ]);
    assert.deepEqual(await codes('farm', 'account', account('retire', 'U1')), []);
    assert.deepEqual(
      await codes('spinner', 'account', {
        ...account('retire', 'U1'),
        site: 'https://id.gs1.org/414/9506000134109',
      }),
      ['UNIT_SPENT'],
    );
    const later = { ...account('in', 'U1'), moves: [{ at: '2099-01-01T00:00:00Z', act: 'in', grams: 1 }] };
    assert.deepEqual(await codes('farm', 'account', later), ['MOVE_IN_THE_FUTURE']);
    const twice = {
      ...account('issue', 'U2'),
      moves: [0, 0].map(() => ({ at: from, act: 'issue', grams: 1, unit: 'U2' })),
    };
    assert.deepEqual(await codes('farm', 'account', twice), ['UNIT_SPENT']);
    assert.deepEqual(await codes('farm', 'account', { ...account('issue', 'U1'), scheme: 'cmia' }), []);
  }));

test('cases: opened by others, decided by who is accredited, closed once', () =>
  withCast(async (cast) => {
    const { codes, say, party } = cast;
    await accredit(cast);
    await say('certifier', 'certificate', certificate('c', party('farm')));
    const step = (word: string, more: object = {}) => ({ case: id('case'), word, about: id('c'), ...more });
    assert.deepEqual(await codes('brand', 'case', step('adds')), ['CASE_UNKNOWN']);
    assert.deepEqual(await codes('farm', 'case', step('challenges')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('brand', 'case', step('reports')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('brand', 'case', step('challenges', { reason: 'no gin there' })), []);
    assert.deepEqual(await codes('stranger', 'case', step('challenges')), ['ID_TAKEN']);
    assert.deepEqual(await codes('brand', 'case', step('adds', { about: id('other') })), [
      'CASE_SUBJECT_DIFFERS',
    ]);
    assert.deepEqual(await codes('stranger', 'case', step('adds')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'case', step('adds', { reason: 'there is' })), []);
    assert.deepEqual(await codes('brand', 'case', step('upholds')), ['NOT_ACCREDITED']);
    assert.deepEqual(await codes('farm', 'case', step('upholds')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('stranger', 'case', step('withdraws')), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('auditor', 'case', step('dismisses')), []);
    assert.deepEqual(await codes('brand', 'case', step('adds')), ['CASE_CLOSED']);
    assert.deepEqual(
      await codes('operator', 'case', { case: id('seen'), word: 'reports', about: lotId('LINT') }),
      [],
    );
  }));

test('an invitation is accepted once, in time, by another, with its secret', () =>
  withCast(async ({ codes, say, world }) => {
    const secret = 'c2VjcmV0LW9mLXRoZS1pbnZpdGF0aW9u';
    const invitation = digestOf(secret);
    assert.deepEqual(await codes('farm', 'acceptance', { invitation, secret }), ['INVITATION_UNKNOWN']);
    await say('brand', 'invitation', { invitation, as: 'supplier', expires: '2026-12-01T00:00:00Z' });
    assert.deepEqual(await codes('brand', 'invitation', { invitation, as: 'buyer', expires: until }), [
      'ID_TAKEN',
    ]);
    assert.deepEqual(await codes('farm', 'acceptance', { invitation, secret: 'd3Jvbmc' }), [
      'INVITATION_UNKNOWN',
    ]);
    assert.deepEqual(await codes('brand', 'acceptance', { invitation, secret }), ['NOT_YOURS_TO_SAY']);
    assert.deepEqual(await codes('farm', 'acceptance', { invitation, secret }), []);
    assert.deepEqual(await codes('spinner', 'acceptance', { invitation, secret }), ['INVITATION_SPENT']);
    const late = digestOf('bGF0ZQ');
    await say('brand', 'invitation', { invitation: late, as: 'supplier', expires: '2026-12-01T00:00:00Z' });
    world.time.nowMs = Date.parse('2026-12-02T00:00:00Z');
    assert.deepEqual(await codes('farm', 'acceptance', { invitation: late, secret: 'bGF0ZQ' }), [
      'INVITATION_EXPIRED',
    ]);
  }));

test('what a party tells of another log grows, and says one thing of one size', () =>
  withCast(async ({ codes, say }) => {
    const head = (size: number, seen = 'one', log = 'log.example/mill'): Record<string, unknown> => ({
      ...{ log, size, root: digestOf(seen) },
    });
    await say('brand', 'head', head(256));
    assert.deepEqual(await codes('brand', 'head', head(255)), ['HEAD_SHRINKS']);
    assert.deepEqual(await codes('brand', 'head', head(256, 'other')), ['HEAD_FORKED']);
    assert.deepEqual(await codes('brand', 'head', head(256)), []);
    assert.deepEqual(await codes('brand', 'head', head(1, 'other', 'log.example/spinner')), []);
    assert.deepEqual(await codes('farm', 'head', head(255, 'other')), [], 'another party, other words');
    assert.deepEqual(await codes('brand', 'head', head(257, 'other')), []);
    assert.deepEqual(await codes('brand', 'head', head(256)), ['HEAD_SHRINKS']);
    assert.deepEqual(await codes('brand', 'head', head(0)), ['CLAIM_INVALID']);
    assert.deepEqual(await codes('brand', 'head', head(300, 'one', 'two words')), ['CLAIM_INVALID']);
  }));

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function member(name: string, party: string): Record<string, unknown> {
  return {
    membership: id(name),
    party,
    member: 'urn:uuid:0f8f3a1e-0000-4000-8000-000000000001',
    as: 'producer',
    from,
  };
}

function packOf(
  pack: string,
  version: string,
  fromText: string,
  excludes: string[] = [],
): Record<string, unknown> {
  const content = {
    ...{
      format: 'selvedge-pack/1',
      kind: 'scheme',
      pack,
      version,
      title: pack,
      sources: [],
      claims: [],
      excludes,
    },
  };
  return { pack, version, from: fromText, content };
}
