// The claims board, previews, certificates with their volumes, cases, the certifier's queue and suppliers: on the demonstration chain,
// as each caller is shown them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { openapi } from '../../src/http/openapi/document.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import { jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
const parties: Record<string, string> = {};
const id = (kind: string, name: string): string => `urn:selvedge:demonstration:${kind}:${name}`;

before(async () => {
  door = await openDoor();
  await loadChain(door.node, demonstration());
  for (const { name, party } of door.node.parties()) parties[name ?? ''] = party;
});
after(() => door.close());

// biome-ignore lint/suspicious/noExplicitAny: a test reads the members that its answer has
type Answer = Record<string, any>;

async function ask(path: string, who: string | Record<string, string>, status = 200): Promise<Answer> {
  const headers = typeof who === 'string' ? await door.withKey({ role: 'party', party: named(who) }) : who;
  const response = await door.app.request(path, { headers });
  const text = await response.text();
  assert.equal(response.status, status, text);
  return JSON.parse(text) as Answer;
}

function named(name: string): string {
  const party = parties[`Demonstration ${name}`];
  assert.ok(party, name);
  return party;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'api', ...openapi });

function assertForm(schema: string, answer: Answer): void {
  const check = ajv.getSchema(`api#/components/schemas/${schema}`);
  assert.ok(check?.(answer), JSON.stringify(check?.errors?.slice(0, 3)));
}

describe('the claims board', () => {
  test('who made a claim is shown its kilograms, sentences stay withheld', async () => {
    const board = await ask('/claims/board', 'Brand');
    assertForm('ClaimsBoard', board);
    assert.deepEqual(
      board['member'].map((claim: Answer) => [claim['claim'], claim['result'], claim['state']]),
      [
        [id('claim', 'trousers'), 'fails', 'claimed'],
        [id('claim', 'polo'), 'holds', 'disputed'],
        [id('claim', 't-shirt'), 'holds', 'confirmed'],
      ],
    );
    const [trousers] = board['member'];
    assert.equal(trousers.reason.code, 'CERTIFICATE_REVOKED');
    assert.deepEqual([trousers.reason.detail, trousers.gramsSubstantiated], [null, 0]);
    assert.equal(trousers.looked, 3);
  });

  test('others see the verdict and no kilograms; the certifier, whose turn it is, sees them', async () => {
    const [other] = (await ask('/claims/board', 'Knitter'))['member'];
    assert.deepEqual([other.result, other.gramsClaimed, other.gramsSubstantiated], ['fails', null, null]);
    const [mine] = (await ask('/claims/board', 'Certifier'))['member'];
    assert.equal(mine.gramsClaimed > 0, true);
    const full = await ask('/claims/board?search=TROUSERS', door.as('operator'));
    assert.match(full['member'][0].reason.detail, /is revoked from/);
  });

  test('filters and pages', async () => {
    const states = await ask('/claims/board?state=disputed', 'Brand');
    assert.deepEqual([states['count'], states['member'][0].claim], [1, id('claim', 'polo')]);
    assert.equal((await ask('/claims/board?scheme=gots', 'Brand'))['count'], 0);
    const shirt = encodeURIComponent('https://id.gs1.org/01/09520161000011');
    const ofShirt = (await ask(`/claims/board?product=${shirt}`, 'Knitter'))['member'];
    assert.deepEqual(
      ofShirt.map(({ product }: { product: string }) => product),
      [decodeURIComponent(shirt)],
    );
    assert.equal((await ask('/claims/board?product=urn:x:none', 'Brand'))['count'], 0);
    assert.equal((await ask('/claims/board?expiring=yes', 'Brand'))['count'], 0);
    assert.equal((await ask(`/claims/board?claimant=${named('Knitter')}`, 'Brand'))['count'], 0);
    const page = await door.app.request('/claims/board?perPage=2', { headers: door.as('reader') });
    const next = /<([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    assert.equal((await ask(next, door.as('reader')))['member'].length, 1);
    await ask('/claims/board?state=fine', 'Brand', 400);
  });

  test('a verdict of as many lots as asked for', async () => {
    const { member } = await ask(
      `/claims/${encodeURIComponent(id('claim', 'polo'))}/verdict?lots=2`,
      'Brand',
    );
    assert.equal(member.length, 2);
    assert.deepEqual(
      member[0].lots.map(({ lot }: Answer) => lot),
      [member[0].lot],
      'lots on the way stay with their makers',
    );
  });
});

describe('a claim before it is said', () => {
  const wish = {
    ...{ claim: 'urn:x:wish', scheme: 'ocs', code: 'ocs-blended', model: 'controlled-blending' },
    ...{
      sharePpm: 900_000,
      product: 'https://id.gs1.org/01/09520161000011',
      lots: [],
      restsOn: [],
      countries: [],
    },
  };
  const preview = async (claims: object, who: string): Promise<Answer> => {
    const headers = await door.withKey({ role: 'party', party: named(who) });
    const response = await door.app.request('/claims/preview', jsonPost(claims, headers));
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Answer;
  };

  test('says what the verdict would be, and the log does not grow', async () => {
    const size = door.node.head().size;
    const answer = await preview(wish, 'Brand');
    assertForm('ClaimPreview', answer);
    assert.deepEqual(answer['refusals'], []);
    assert.deepEqual([answer['verdicts'].length, answer['verdicts'][0].result], [3, 'holds']);
    assert.equal(door.node.head().size, size);
    const tooMuch = await preview(
      { ...wish, sharePpm: 1_000_000, code: 'ocs-100', model: 'segregated' },
      'Brand',
    );
    assert.notEqual(tooMuch['verdicts'][0].result, 'holds');
  });

  test('tells nothing of lots of others', async () => {
    const answer = await preview(wish, 'Knitter');
    assert.equal(answer['refusals'][0].code, 'CLAIM_NOT_YOURS');
    assert.deepEqual(answer['verdicts'], []);
  });

  test('is as the claim then is', async () => {
    const foreseen = (await preview(wish, 'Brand'))['verdicts'][0];
    const headers = await door.withKey({ role: 'party', party: named('Brand') });
    const said = await door.app.request('/claims', jsonPost(wish, headers));
    assert.equal(said.status, 201, await said.clone().text());
    const { member } = await ask('/claims/urn%3Ax%3Awish/verdict?lots=1', 'Brand');
    assert.deepEqual(
      [member[0].result, member[0].gramsClaimed, member[0].wording],
      [foreseen.result, foreseen.gramsClaimed, foreseen.wording],
    );
  });
});

describe('a certificate', () => {
  const standing = (name: string, who: string | Record<string, string>): Promise<Answer> =>
    ask(`/certificates/${encodeURIComponent(name)}/standing`, who);

  test('tells its issuer what was drawn to the gram, and the chain up to the anchor', async () => {
    const paper = await standing(id('tc', '010'), 'Certifier');
    assertForm('CertificateStanding', paper);
    const { volume, accreditation, you } = paper;
    const drawn = volume.uses.reduce((sum: number, { grams }: Answer) => sum + grams, 0);
    assert.deepEqual([volume.usedGrams, volume.isUnknown], [drawn, false]);
    assert.equal(volume.usedGrams <= volume.grams, true);
    assert.deepEqual(
      accreditation.steps.map(({ kind, partyName }: Answer) => [kind, partyName]),
      [
        ['accreditation', 'Demonstration Certifier'],
        ['accreditation', 'Demonstration Accreditation Body'],
        ['trust', 'Demonstration Accreditation Forum'],
      ],
    );
    assert.deepEqual(you, { declares: true, examines: true, withdraws: false, decides: true });
  });

  test('tells others who drew from it, and no kilograms', async () => {
    const { volume } = await standing(id('tc', '010'), 'Retailer');
    assert.equal(volume.uses.length, 1);
    assert.deepEqual([volume.grams, volume.usedGrams, volume.uses[0].grams], [null, null, null]);
  });

  test('gives the reason of a revocation to whom it concerns', async () => {
    const revoked = id('scope', '9520142');
    const [word] = (await standing(revoked, 'Weaver'))['words'];
    assert.equal(word.state, 'revoked');
    assert.match(word.reason, /Conventional yarn/);
    assert.equal((await standing(revoked, 'Retailer'))['words'][0].reason, null);
  });
});

describe('a case', () => {
  const path = `/cases/${encodeURIComponent(id('case', 'polo'))}/course`;

  test('is shown to both sides and to who may decide, and to nobody else', async () => {
    for (const who of ['Brand', 'Retailer', 'Certifier']) assertForm('CaseCourse', await ask(path, who));
    await ask(path, 'Knitter', 404);
    const { deciders, you, moved, about } = await ask(path, 'Certifier');
    assert.deepEqual(deciders, [{ party: named('Certifier'), name: 'Demonstration Certifier' }]);
    assert.deepEqual([you.decides, about.kind, about.partyName], [true, 'claim', 'Demonstration Brand']);
    assert.equal(moved.after.state, 'disputed');
    assert.equal((await ask(path, 'Brand'))['you'].decides, false);
  });
});

describe('the certifier’s queue', () => {
  test('has claims that nobody decided, open cases, and the accreditation with its chain', async () => {
    const review = await ask('/review', 'Certifier');
    assertForm('Review', review);
    const waiting = review['confirm'].member.map(({ id: one }: Answer) => one);
    assert.deepEqual(waiting.slice(0, 2), [id('claim', 'polo'), id('claim', 'trousers')]);
    assert.deepEqual(
      review['cases'].member.map((one: Answer) => one['case']),
      [id('case', 'polo')],
    );
    assert.equal(review['accreditations'][0].counts, true);
  });

  test('pages one list, and is empty for whoever is accredited for nothing', async () => {
    const review = await ask('/review?list=confirm&perPage=1', 'Certifier');
    assert.deepEqual([review['confirm'].member.length, review['cases'].member.length], [1, 0]);
    const none = await ask('/review', 'Brand');
    assert.deepEqual([none['confirm'].count, none['cases'].count, none['accreditations']], [0, 0, []]);
  });

  test('what was decided is gone from it', async () => {
    const headers = await door.withKey({ role: 'party', party: named('Certifier') });
    const word = {
      about: id('claim', 'trousers'),
      state: 'refuted',
      from: '2026-11-01T00:00:00Z',
      reason: 'r',
    };
    assert.equal((await door.app.request('/statuses', jsonPost(word, headers))).status, 201);
    const review = await ask('/review', 'Certifier');
    assert.equal(
      review['confirm'].member.some((one: Answer) => one['id'] === id('claim', 'trousers')),
      false,
    );
  });
});

describe('suppliers', () => {
  const path = (): string => `/parties/${encodeURIComponent(named('Brand'))}/suppliers`;

  test('tier by tier, with names of partners only', async () => {
    const suppliers = await ask(path(), 'Brand');
    assertForm('Suppliers', suppliers);
    assert.deepEqual([suppliers['looked'], suppliers['tiers'].length], [12, 6]);
    const [first, second] = suppliers['tiers'];
    assert.equal(first.member[0].name, 'Demonstration Garment Maker');
    assert.deepEqual([second.member[0].name, second.member[0].party, second.grams], [null, null, null]);
    assert.deepEqual([first.share, first.recording], [1, 1]);
    await ask(path(), 'Knitter', 403);
  });

  test('a reader of everything sees names and kilograms of each tier', async () => {
    const { tiers } = await ask(`${path()}?lots=2`, door.as('reader'));
    const names = tiers.map(({ member }: Answer) => member.map(({ name }: Answer) => name).sort());
    assert.deepEqual(names[1], ['Demonstration Dyer']);
    for (const { grams, member } of tiers) {
      const sum = member.reduce((all: number, one: Answer) => all + one['grams'].custodial, 0);
      assert.equal(grams.custodial, sum);
    }
    // What the brand's lots are made of is the same at each step but for what was mixed in.
    assert.ok(Math.abs(tiers[0].grams.custodial - tiers[1].grams.custodial) < 100);
  });

  test('an invitation, who came by it, and whom they invited in turn', async () => {
    const say = (party: string, kind: 'invitation' | 'acceptance', claims: Record<string, unknown>) =>
      door.node.say(party, kind, claims);
    const { hash } = await import('node:crypto');
    const invite = async (party: string, secret: string): Promise<void> => {
      const invitation = hash('sha256', secret, 'base64url');
      const said = await say(party, 'invitation', {
        invitation,
        as: 'supplier',
        expires: '2027-01-01T00:00:00Z',
      });
      assert.ok(said.ok);
    };
    const accept = async (party: string, secret: string): Promise<void> => {
      const said = await say(party, 'acceptance', {
        invitation: hash('sha256', secret, 'base64url'),
        secret,
      });
      assert.ok(said.ok);
    };
    await invite(named('Brand'), 'one');
    await invite(named('Brand'), 'two');
    await accept(named('Knitter'), 'one');
    await invite(named('Knitter'), 'three');
    await accept(door.party, 'three');
    const { invited } = await ask(path(), 'Brand');
    const [open, joined] = invited;
    assert.deepEqual([open.state, open.party], ['open', null]);
    assert.deepEqual([joined.state, joined.partyName], ['recording', 'Demonstration Knitter']);
    assert.deepEqual([joined.invitedOn, joined.joinedOn, joined.reach], [1, 1, 1]);
    const tiers = (await ask(path(), 'Brand'))['tiers'];
    assert.equal(
      tiers[2].member.some(({ name }: Answer) => name === 'Demonstration Knitter'),
      true,
    );
  });
});
