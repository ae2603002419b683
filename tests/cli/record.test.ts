// Certificates, trade, claims and cases by commands alone: an accreditation board, a certifier, a farm, a mill, a brand.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCli } from '../../src/cli/program.ts';
import { farmLot, farmPlace, harvestDocument } from './documents.ts';
import { ear } from './ear.ts';
import { root, temporaryFolder } from './run.ts';

const folder = temporaryFolder();
const data = folder.file('data');
const parties: Record<string, string> = {};
const product = farmLot.split('/10/')[0] ?? '';

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** As a user types it, in this process: what is run as processes of their own is in work.test.ts. */
async function run(...args: string[]): Promise<Ran> {
  const { io, out, err } = ear();
  const code = await runCli([...args, '--data', data], io, '0');
  return { code, out: out.join(''), err: err.join('') };
}

async function done(...args: string[]): Promise<string> {
  const ran = await run(...args);
  assert.equal(ran.code, 0, `${args.join(' ')}\n${ran.out}${ran.err}`);
  return ran.out;
}

async function told<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  return JSON.parse(await done(...args, '--json')) as T;
}

async function refusedWith(code: string, ...args: string[]): Promise<void> {
  const ran = await run(...args, '--json');
  const { refusals } = JSON.parse(ran.out) as { refusals: { code: string }[] };
  assert.deepEqual([ran.code, refusals[0]?.code], [1, code], ran.out);
}

function file(name: string, content: unknown): string {
  writeFileSync(folder.file(name), JSON.stringify(content));
  return folder.file(name);
}

const validity = { validFrom: '2025-01-01T00:00:00Z', validUntil: '2027-12-31T00:00:00Z' };
const covering = {
  sites: ['*'],
  subcontractors: [],
  processes: ['*'],
  categories: ['*'],
  materials: ['*'],
  codes: [],
};
const claim = {
  claim: 'urn:x:claim:1',
  text: 'Cotton from India',
  scheme: 'declared-origin',
  code: 'origin-country',
  model: 'identity-preserved',
  sharePpm: 1_000_000,
  restsOn: [],
  lots: [farmLot],
  countries: ['IN'],
};

before(async () => {
  for (const name of ['Board', 'Certifier', 'Farm', 'Mill', 'Brand'])
    parties[name] = (await told<{ party: string }>('party', 'add', name, '--country', 'IN')).party;
  await done(
    'facility',
    'add',
    file('place.json', { facility: farmPlace, party: 'Farm', name: 'North field', country: 'IN' }),
  );
  const composition = [{ material: 'cotton', percent: 100 }];
  await done(
    'product',
    'add',
    file('product.json', { product, party: 'Farm', name: 'Seed cotton', composition }),
  );
  await done('capture', file('harvest.json', harvestDocument()), '--as', 'Farm');
});
after(() => folder.remove());

test('packs: listed, shown, adopted', async () => {
  assert.match(await done('pack', 'list'), /none: `selvedge pack adopt NAME`[\s\S]*declared-origin/);
  assert.match(
    await done('pack', 'adopt', 'declared-origin', '--from', '2025-01-01'),
    /declared-origin 1 counts from 2025-01-01/,
  );
  const cotton = join(root, 'packs/materials/cotton.json');
  await done('pack', 'adopt', cotton, '--from', '2025-01-01T00:00:00Z');
  const { inForce } = await told<{ inForce: { pack: string }[] }>('pack', 'list');
  assert.deepEqual(inForce.map(({ pack }) => pack).sort(), ['cotton', 'declared-origin']);
  assert.match(
    await done('pack', 'show', 'declared-origin'),
    /identity-preserved[\s\S]*In force from 2025-01-01/,
  );
  assert.match(await done('pack', 'show', 'gots'), /Not in force/);
  assert.equal((await run('pack', 'show', 'no-such-pack')).code, 2);
  assert.equal((await run('pack', 'adopt', 'gots', '--from', 'soon')).code, 2);
});

test('trust and accreditation: an anchor accredits, a stranger does not, a suspension ends', async () => {
  const accreditation = {
    accreditation: 'urn:x:accreditation:1',
    party: 'Certifier',
    role: 'certification-body',
    schemes: ['*'],
    countries: ['*'],
    processes: ['*'],
    ...validity,
  };
  const written = file('accreditation.json', accreditation);
  await refusedWith('NOT_ACCREDITED', 'accredit', 'add', written, '--party', 'Board');
  assert.match(await done('trust', 'show'), /No anchors/);
  const anchors = [{ party: 'Board', schemes: ['*'] }];
  await done('trust', 'set', file('trust.json', { anchors }), '--from', '2025-01-01');
  assert.match(await done('trust', 'show'), /from 2025-01-01[\s\S]*Board\s+all/);
  const made = await told<{ claims: { party: string } }>('accredit', 'add', written, '--party', 'Board');
  assert.equal(made.claims.party, parties['Certifier'], 'a party may be written by its name');
  await done('accredit', 'suspend', accreditation.accreditation, '--party', 'Board', '--reason', 'audit');
  assert.match(await done('accredit', 'list'), /certification-body\s+Certifier.*suspended/);
  await done('accredit', 'reinstate', accreditation.accreditation, '--party', 'Board');
  const shown = await told<{ later: { claims: { state: string } }[] }>(
    'accredit',
    'show',
    accreditation.accreditation,
  );
  assert.deepEqual(
    shown.later.map(({ claims }) => claims.state),
    ['suspended', 'reinstated'],
  );
});

test('a claim that nothing covers cannot be told or fails; with a certificate it holds; of another country it fails', async () => {
  await done('claim', 'add', file('claim.json', claim), '--party', 'Farm');
  assert.notEqual((await run('claim', 'judge', claim.claim)).code, 0);
  const certificate = {
    certificate: 'urn:x:certificate:1',
    type: 'self-declaration',
    scheme: 'declared-origin',
    holder: 'Farm',
    ...validity,
    ...covering,
  };
  await done('certificate', 'add', file('certificate.json', certificate), '--party', 'Farm');
  const judged = await run('claim', 'judge', claim.claim);
  assert.equal(judged.code, 0, judged.out);
  assert.match(judged.out, /HOLDS/);
  assert.match(judged.out, /400 kg claimed, 400 kg substantiated/);
  assert.match(judged.out, /comes from/);
  const [verdict] = await told<{ result: string; gramsSubstantiated: number }[]>('claim', 'judge', farmLot);
  assert.deepEqual([verdict?.result, verdict?.gramsSubstantiated], ['holds', 400_000]);
  const elsewhere = { ...claim, claim: 'urn:x:claim:2', countries: ['EG'] };
  await done('claim', 'add', file('elsewhere.json', elsewhere), '--party', 'Farm');
  const failed = await run('claim', 'judge', elsewhere.claim);
  assert.equal(failed.code, 1, failed.out);
  assert.match(failed.out, /FAILS[\s\S]*ORIGIN_COUNTRY_DIFFERS/);
  assert.equal((await run('claim', 'judge', farmLot)).code, 1, 'a no outweighs the yes');
  assert.match(
    await done('claim', 'list', '--issuer', 'Farm'),
    /declared-origin origin-country\s+identity-preserved\s+100 %/,
  );
});

test('of a scheme without rules nothing can be told: exit code 2', async () => {
  const unknown = { ...claim, claim: 'urn:x:claim:3', scheme: 'no-such-scheme' };
  await done('claim', 'add', file('unknown.json', unknown), '--party', 'Farm');
  const judged = await run('claim', 'judge', unknown.claim);
  assert.equal(judged.code, 2, judged.out);
  assert.match(judged.out, /CANNOT BE TOLD[\s\S]*PACK_UNKNOWN/);
  assert.equal((await run('claim', 'judge', 'shirt')).code, 2, 'no identifier');
  assert.equal((await run('claim', 'judge', '09520001000010/NOWHERE')).code, 1, 'no such lot');
});

test('a certificate is shown on its four axes, with what was drawn from it; what is revoked stays so', async () => {
  const transaction = {
    certificate: 'urn:x:tc:1',
    type: 'transaction',
    scheme: 'gots',
    number: 'TC-1',
    holder: 'Farm',
    buyer: 'Mill',
    shippedAt: '2025-10-03T00:00:00Z',
    ...validity,
    ...covering,
    lots: [{ lot: farmLot, grams: 400_000, certifiedGrams: 400_000 }],
    inputs: [],
  };
  const drawing = {
    ...transaction,
    certificate: 'urn:x:tc:2',
    number: 'TC-2',
    holder: 'Mill',
    buyer: 'Brand',
    lots: [{ lot: 'urn:x:yarn', grams: 150_000, certifiedGrams: 150_000 }],
    inputs: [{ certificate: 'urn:x:tc:1', grams: 150_500 }],
  };
  const both = file('transactions.json', [transaction, drawing]);
  await refusedWith('NOT_ACCREDITED', 'certificate', 'add', both, '--party', 'Brand');
  await done('certificate', 'add', both, '--party', 'Certifier');
  const shown = await done('certificate', 'show', 'urn:x:tc:1');
  for (const words of [
    /Who\n.*holder\s+Farm/,
    /What\n.*scheme\s+gots/,
    /When\n.*2025-01-01 to 2027-12-31/,
    /How much/,
  ])
    assert.match(shown, words);
  assert.match(shown, /400 kg certified of 400 kg/);
  assert.match(shown, /drawn\s+150\.5 kg by urn:x:tc:2[\s\S]*left to draw\s+249\.5 kg/);
  await done('certificate', 'status', 'urn:x:tc:1', 'revoked', '--party', 'Certifier', '--reason', 'forged');
  await refusedWith(
    'STATE_FINAL',
    'certificate',
    'status',
    'urn:x:tc:1',
    'reinstated',
    '--party',
    'Certifier',
  );
  assert.match(await done('certificate', 'list', '--about', 'Farm'), /urn:x:tc:1.*revoked/);
  assert.equal((await run('certificate', 'status', 'urn:x:tc:1', 'torn', '--party', 'Certifier')).code, 2);
  await refusedWith('RECORD_UNKNOWN', 'certificate', 'show', 'urn:x:none');
  assert.match(await done('notice', 'list', '--party', 'Mill'), /revoked[\s\S]*Certifier/);
});

test('claims of a certificate come through a pipe as well', () => {
  const piped = {
    ...covering,
    ...validity,
    certificate: 'urn:x:piped',
    type: 'self-assessment',
    scheme: 'gots',
    holder: 'Mill',
  };
  const args = ['src/main.ts', 'certificate', 'add', '-', '--party', 'Mill', '--data', data, '--json'];
  const ran = spawnSync(process.execPath, args, {
    cwd: root,
    input: JSON.stringify(piped),
    encoding: 'utf8',
  });
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
  assert.equal((JSON.parse(ran.stdout) as { id: string }).id, 'urn:x:piped');
});

test('a party with a key of its own signs here; the node takes it like anybody’s', async () => {
  const env = { sealing: undefined, passphrase: 'correct horse battery' };
  const withPassphrase = async (...args: string[]): Promise<Ran> => {
    const { io, out, err } = ear();
    const code = await runCli([...args, '--data', data], { ...io, environment: env }, '0');
    return { code, out: out.join(''), err: err.join('') };
  };
  const key = folder.file('lab.key');
  assert.equal((await withPassphrase('key', 'new', '-o', key, '--no-input')).code, 0);
  const admitted = await withPassphrase('party', 'add', 'Own Key', '--device-key', key);
  assert.equal(admitted.code, 0, admitted.err);
  const own = {
    ...covering,
    ...validity,
    certificate: 'urn:x:own',
    type: 'self-declaration',
    scheme: 'gots',
  };
  const written = file('own.json', { ...own, holder: 'Own Key', number: 'N-1' });
  await refusedWith('NO_CUSTODIAL_KEY', 'certificate', 'add', written, '--party', 'Own Key');
  const said = await withPassphrase(
    'certificate',
    'add',
    written,
    '--party',
    'Own Key',
    '--key',
    key,
    '--json',
  );
  assert.equal(said.code, 0, said.out + said.err);
  const { custody, claims } = JSON.parse(said.out) as { custody: string; claims: { number: string } };
  assert.deepEqual([custody, claims.number], ['device', 'N-1']);
  const forged = await withPassphrase('certificate', 'add', written, '--party', 'Mill', '--key', key);
  assert.notEqual(forged.code, 0);
});

test('trade: declared, acknowledged, received; out of turn and by strangers it is refused', async () => {
  const shipment = {
    trade: 'urn:x:shipment:1',
    stage: 'shipment',
    seller: 'Farm',
    buyer: 'Mill',
    at: '2025-10-03T00:00:00Z',
    subcontracting: false,
    tolerancePpm: 10_000,
    lines: [{ line: 1, lot: farmLot, quantity: 400, uom: 'KGM' }],
  };
  await done('trade', 'add', file('shipment.json', shipment), '--party', 'Farm');
  const answer = (party: string, word: string, ...more: string[]): string[] => [
    'trade',
    'answer',
    shipment.trade,
    word,
    '--party',
    party,
    ...more,
  ];
  await refusedWith('ANSWER_NOT_YOURS', ...answer('Brand', 'acknowledges'));
  await done(...answer('Mill', 'acknowledges', '--at', '2025-10-04'));
  const lines = file('lines.json', [{ line: 1, ownLot: 'urn:x:received', quantity: 399, uom: 'KGM' }]);
  await done(...answer('Mill', 'receives', '--at', '2025-10-08', '--lines', lines));
  await refusedWith('ANSWER_OUT_OF_TURN', ...answer('Mill', 'acknowledges'));
  assert.match(
    await done('trade', 'list'),
    /urn:x:shipment:1\s+shipment\s+Farm to Mill\s+2025-10-03.*received/,
  );
  assert.match(
    await done('trade', 'show', shipment.trade),
    /tolerance\s+1 %[\s\S]*400 KGM[\s\S]*Said since[\s\S]*receives/,
  );
});

test('cases: opened with a document, added to, decided by who is accredited, closed', async () => {
  writeFileSync(folder.file('test.pdf'), 'a tracer test');
  const opened = await told<{ id: string; claims: { documents: { digest: string }[] } }>(
    ...['case', 'open', claim.claim, '--party', 'Brand', '--reason', 'tracer test'],
    ...['--document', folder.file('test.pdf')],
  );
  assert.equal(opened.claims.documents[0]?.digest, hash('sha256', 'a tracer test', 'base64url'));
  assert.match((await run('claim', 'judge', claim.claim)).out, /disputed/);
  await done('case', 'add', opened.id, '--party', 'Farm', '--reason', 'the sample was mixed up');
  await refusedWith('NOT_YOURS_TO_SAY', 'case', 'dismiss', opened.id, '--party', 'Farm');
  await refusedWith('NOT_ACCREDITED', 'case', 'dismiss', opened.id, '--party', 'Mill');
  await done('case', 'dismiss', opened.id, '--party', 'Certifier', '--reason', 'the sample was mixed up');
  await refusedWith('CASE_CLOSED', 'case', 'uphold', opened.id, '--party', 'Certifier');
  await refusedWith('RECORD_UNKNOWN', 'case', 'withdraw', 'urn:x:none', '--party', 'Brand');
  const shown = await told<{ claims: { word: string }; later: { claims: { word: string } }[] }>(
    'case',
    'show',
    opened.id,
  );
  assert.deepEqual(
    [shown.claims.word, ...shown.later.map(({ claims }) => claims.word)],
    ['challenges', 'adds', 'dismisses'],
  );
});

test('invitations: the secret is shown once and stands nowhere in the store; it counts once', async () => {
  const { secret } = await told<{ secret: string }>(
    'invite',
    'create',
    '--party',
    'Mill',
    '--as',
    'supplier',
  );
  assert.match(secret, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(readFileSync(`${data}/selvedge.db`).includes(secret), false);
  await done('invite', 'accept', secret, '--party', 'Farm');
  await refusedWith('INVITATION_SPENT', 'invite', 'accept', secret, '--party', 'Brand');
  await refusedWith('INVITATION_UNKNOWN', 'invite', 'accept', 'wrong', '--party', 'Brand');
  assert.match(
    await done('invite', 'create', '--party', 'Mill', '--as', 'buyer'),
    /^[\w-]{43}\nMill invites a buyer/,
  );
});

test('the report lists what only shows once both halves are told, with exit code 1', async () => {
  assert.match(await done('report', '--at', '2020-01-01'), /Nothing is told twice/);
  const transaction = (
    certificate: string,
    [holder, buyer]: string[],
    grams: number,
    inputs: object[],
  ): object => ({
    ...{ ...validity, ...covering, certificate, type: 'transaction', scheme: 'gots', inputs },
    ...{ holder, buyer, shippedAt: '2025-10-03T00:00:00Z' },
    lots: [{ lot: `${certificate}:lot`, grams, certifiedGrams: grams }],
  });
  const drawn = [{ certificate: 'urn:x:late', grams: 200 }];
  const early = file('early.json', transaction('urn:x:early', ['Mill', 'Brand'], 150, drawn));
  const late = file('late.json', transaction('urn:x:late', ['Farm', 'Mill'], 100, []));
  await done('certificate', 'add', early, '--party', 'Certifier');
  await done('certificate', 'add', late, '--party', 'Certifier');
  const report = await run('report');
  assert.equal(report.code, 1, report.out);
  assert.match(report.out, /VOLUME_EXCEEDED\s+urn:x:late/);
  const { findings } = JSON.parse((await run('report', '--json')).out) as { findings: { code: string }[] };
  assert.ok(findings.some(({ code }) => code === 'VOLUME_EXCEEDED'));
});

test('a kit is played and told as a table; a wrong expectation is a no, an unplayable case cannot be told', async () => {
  const kit = join(root, 'packs/kit/declared-origin');
  const played = await run('pack', 'test', kit);
  assert.equal(played.code, 0, played.out + played.err);
  assert.match(played.out, /cases?, 0 not as expected\./);
  mkdirSync(folder.file('kit'));
  const [name = ''] = readdirSync(kit).filter((one) => one.endsWith('.json'));
  const known = JSON.parse(readFileSync(join(kit, name), 'utf8')) as {
    expect: { claims: Record<string, { result: string }> };
  };
  for (const expected of Object.values(known.expect.claims)) expected.result = 'withdrawn';
  cpSync(join(root, 'packs/kit/base'), folder.file('kit/base'), { recursive: true });
  writeFileSync(folder.file('kit/wrong.json'), JSON.stringify(known));
  const wrong = await run('pack', 'test', folder.file('kit'));
  assert.equal(wrong.code, 1, wrong.out + wrong.err);
  assert.match(wrong.out, /✗\s+wrong[\s\S]*not withdrawn[\s\S]*1 case, 1 not as expected\./);
  writeFileSync(folder.file('kit/nonsense.json'), '{"case":"nonsense"}');
  assert.equal((await run('pack', 'test', folder.file('kit'))).code, 2);
  mkdirSync(folder.file('empty'));
  assert.equal((await run('pack', 'test', folder.file('empty'))).code, 2);
});

test('no name commands the terminal that it is shown on, nor begins a line of its own', async () => {
  const name = 'Mill\u001b[2K\u009b1A\nNorth';
  await done('party', 'add', name);
  const shown = await done('party', 'list');
  assert.match(shown, /Mill\\u001b\[2K\\u009b1A\\u000aNorth/);
  assert.doesNotMatch(shown, /[\u001b\u009b]/);
  const all = await told<{ name: string }[]>('party', 'list');
  assert.ok(all.some((one) => one.name === name));
});

test('the log still checks', async () => {
  await done('log', 'check');
});
