import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Accreditation } from '../../record/record.ts';
import { accreditedFor, mayAccredit } from './chain.ts';
import { day, Sayings } from './sayings.test.ts';

const certifier = { roles: ['certification-body', 'auditor'], scheme: 'gots', country: 'EG' } as const;
const may = day('05-01');

test('a chain of anchor, accreditation-body, certification-body and auditor counts, and names its statements', () => {
  const book = new Sayings().chain().book();
  const asked = { ...certifier, roles: ['auditor'] } as const;
  assert.deepEqual(accreditedFor(book, 'auditor', asked, may, Infinity), { ok: true, entries: [0, 1, 2, 3] });
  assert.deepEqual(accreditedFor(book, 'anchor', asked, may, Infinity), { ok: true, entries: [0] });
  assert.deepEqual(accreditedFor(book, 'body', asked, may, Infinity), {
    ok: false,
    code: 'NOT_ACCREDITED',
    detail: 'no chain of accreditations joins body as auditor for gots, EG to an anchor',
    entries: [0],
  });
});

test('each link covers scheme, country and process; what is not told is covered by * alone', () => {
  const said = new Sayings();
  said.trust({ anchor: ['gots'] });
  said.accredit('anchor', 'ab', 'accreditation-body', { countries: ['EG', 'TR'] });
  said.accredit('ab', 'body', 'certification-body', { processes: ['spinning'] });
  const book = said.book();
  const ask = (more: object): boolean =>
    accreditedFor(book, 'body', { ...certifier, ...more }, may, Infinity).ok;
  assert.equal(ask({}), true);
  assert.equal(ask({ process: 'spinning-carded' }), true);
  assert.equal(ask({ process: 'ginning' }), false);
  assert.equal(ask({ process: null }), false);
  assert.equal(ask({ country: 'CN' }), false);
  assert.equal(ask({ country: null }), false);
  assert.equal(ask({ scheme: 'ocs' }), false);
});

test('self accreditation, a stranger’s chain, a wrong role and a loop never count', () => {
  const said = new Sayings().chain();
  said.accredit('forger', 'forger', 'certification-body', { accreditation: 'own' });
  said.accredit('x', 'y', 'certification-body', { accreditation: 'xy' });
  said.accredit('z', 'x', 'accreditation-body', { accreditation: 'zx' });
  said.accredit('x', 'z', 'accreditation-body', { accreditation: 'xz' });
  said.accredit('body', 'mate', 'certification-body', { accreditation: 'sideways' });
  const book = said.book();
  for (const party of ['forger', 'y', 'x', 'mate']) {
    const answer = accreditedFor(book, party, certifier, may, Infinity);
    assert.equal(answer.ok ? 'ok' : answer.code, 'NOT_ACCREDITED', party);
  }
});

test('a link that is over or suspended lapses, from and until its days; a reinstated one stands again', () => {
  const said = new Sayings().chain();
  said.status('anchor', 'acc-body', 'suspended', '03-01');
  said.status('stranger', 'acc-body', 'reinstated', '03-05');
  said.status('body', 'acc-body', 'reinstated', '03-06');
  said.status('ab', 'acc-body', 'reinstated', '03-07');
  said.status('anchor', 'acc-body', 'reinstated', '04-01');
  said.status('ab', 'acc-ab', 'revoked', '02-01');
  for (const book of [said.book(), ...said.shuffledBooks()]) {
    const at = (text: string): string => {
      const answer = accreditedFor(book, 'auditor', certifier, day(text), Infinity);
      return answer.ok ? 'ok' : answer.code;
    };
    assert.equal(at('02-28'), 'ok');
    assert.equal(at('03-01'), 'ACCREDITATION_LAPSED');
    assert.equal(at('03-31'), 'ACCREDITATION_LAPSED', 'strangers, the party and a junior lift nothing');
    assert.equal(at('04-01'), 'ok');
    assert.equal(at('2027-01-01'), 'ACCREDITATION_LAPSED');
    assert.equal(at('2025-12-31'), 'NOT_ACCREDITED', 'nobody was trusted then');
  }
  const answer = accreditedFor(said.book(), 'body', certifier, day('03-15'), Infinity);
  assert.equal(
    answer.ok ? '' : answer.detail,
    'accreditation acc-body of body is suspended from 2026-03-01 on',
  );
  assert.deepEqual(answer.entries, [0, 1, 2, 4]);
});

test('only what stands before an entry counts, and the newest trust replaces the one before', () => {
  const said = new Sayings().chain();
  said.trust({ other: ['*'] }, '07-01');
  const book = said.book();
  assert.equal(accreditedFor(book, 'body', certifier, may, 2).ok, false);
  assert.equal(accreditedFor(book, 'body', certifier, may, 3).ok, true);
  assert.equal(accreditedFor(book, 'body', certifier, day('07-01'), Infinity).ok, false);
  assert.equal(accreditedFor(book, 'body', certifier, day('07-01'), 4).ok, true);
});

test('who may accredit: an anchor in any role, each body the role below its own, within its own', () => {
  const said = new Sayings();
  said.trust({ anchor: ['gots'] });
  said.accredit('anchor', 'ab', 'accreditation-body', { countries: ['EG'], processes: ['spinning'] });
  const book = said.book();
  const code = (issuer: string, more: Partial<Accreditation>): string => {
    const asked = new Sayings().accredit(issuer, 'new', 'certification-body', {
      countries: ['EG'],
      processes: ['spinning-carded'],
      at: '02-01',
      ...more,
    });
    const answer = mayAccredit(book, issuer, asked, Infinity);
    return answer.ok ? 'ok' : answer.code;
  };
  assert.equal(code('ab', {}), 'ok');
  assert.equal(code('anchor', { role: 'auditor', countries: ['*'] }), 'ok');
  assert.equal(code('ab', { party: 'ab' }), 'SELF_ACCREDITED');
  assert.equal(code('stranger', {}), 'NOT_ACCREDITED');
  assert.equal(code('ab', { role: 'auditor' }), 'NOT_ACCREDITED');
  assert.equal(code('ab', { role: 'accreditation-body' }), 'NOT_ACCREDITED');
  assert.equal(code('ab', { countries: ['EG', 'TR'] }), 'ACCREDITATION_EXCEEDED');
  assert.equal(code('ab', { processes: ['*'] }), 'ACCREDITATION_EXCEEDED');
  assert.equal(code('ab', { schemes: ['gots', 'ocs'] }), 'ACCREDITATION_EXCEEDED');
  assert.equal(code('anchor', { schemes: ['*'] }), 'NOT_ACCREDITED');
  assert.equal(code('ab', { validUntilMs: day('2027-01-01') }), 'ACCREDITATION_EXCEEDED');
  assert.equal(code('ab', { recordedAtMs: day('2027-01-02') }), 'NOT_ACCREDITED');
});
