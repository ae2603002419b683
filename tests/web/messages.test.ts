// No text is missing, unused, empty or left in English; placeholders and plural forms are whole (docs/web.md, "Rules for screens").
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stages } from '../../src/domain/trace/stage.ts';
import {
  accreditationRoles,
  assurances,
  certificateTypes,
  claimChecks,
  custodyModels,
  levels,
} from '#verifier';
import { actCodes } from '../../src/domain/passport/act.ts';
import { careCodes } from '../../src/domain/passport/care.ts';
import { claimOutcomes, claimStandings } from '../../src/domain/passport/claim.ts';
import { findingAbouts, findingSentences, findingStates } from '../../src/domain/passport/finding.ts';
import { groundSentences } from '../../src/domain/passport/ground.ts';
import { withheldCodes } from '../../src/domain/passport/passport.ts';
import { reasonCodes } from '../../src/domain/passport/reason.ts';
import { doubtKinds, doubtStandings } from '../../src/http/doubt/form.ts';
import { lateCodes } from '../../src/http/operate/late.ts';
import { paceNames } from '../../src/http/operate/limits.ts';
import { problemKinds } from '../../src/http/problem/catalogue.ts';
import { offCodes, outcomeCodes, webhookKinds } from '../../src/webhook/subscription.ts';
import { recordNouns } from '../../src/http/record/noun.ts';
import { textsOf } from '../../web/build/texts.ts';
import { type Language, languages, pseudoLanguage } from '../../web/src/language/languages.ts';
import { checkKeys } from '../../web/src/screens/log/read/checks.ts';
import { columnForms, kindKeys } from '../../web/src/screens/upload/kind/kinds.ts';
import { rowStates, wrongCodes } from '../../web/src/screens/upload/row/row.ts';
import { sheetRefusals } from '../../web/src/sheet/read/read.ts';
import { areas } from '../../web/src/shell/areas.ts';
import { densities, themes } from '../../web/src/shell/taste.ts';
import { answerWords, caseWords, statusWords, tradeStages } from '../../verifier/src/record/record.ts';
import { askedKeys } from './keys.ts';

const folder = join(import.meta.dirname, '../../messages');
const english = textsOf('en');
const asked = askedKeys(roomsOf('en'));
const personRoles = ['operator', 'reader', 'manager', 'clerk', 'viewer'];

/** Families whose codes are too many to stand here: whatever English has. */
function codesUnder(start: string): string[] {
  return Object.keys(english).flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
}

const captureForms = ['run', 'harvest', 'split', 'merge', 'pack', 'unpack'];
const results = ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'];
const decisions = ['confirmed', 'refuted', 'suspended', 'reinstated', 'revoked', 'upholds', 'dismisses'];

/** Every code that the document of the rules names. */
function findingCodes(): string[] {
  const rules = readFileSync(join(import.meta.dirname, '../../docs/protocol/claims.md'), 'utf8');
  return [...new Set(rules.match(/`[A-Z]+(?:_[A-Z]+)+`/g))].map((code) => code.slice(1, -1));
}

interface Family {
  /** Every code has a text, unless the family is `partial`: then the screen asks with has() first. */
  codes: readonly string[];
  partial?: boolean;
}

/** Keys that are made from codes: the pattern as the source writes it, and where its codes come from. */
const families: Record<string, Family> = {
  'shell.group.*': { codes: ['work', 'chain', 'trust', 'node'] },
  'shell.area.*': { codes: areas.map(({ id }) => id) },
  'shell.role.*': { codes: personRoles },
  // verifier/src/evidence/verdict.ts, grounds.ts, form/evidence.ts and judge/verdict.ts.
  'verify.check.*': {
    codes: [
      ...['form', 'disclosures', 'signatures', 'keys', 'inclusion', 'checkpoint', 'consistency'],
      ...['witnesses', 'anchors', 'holdings', 'balances', 'trace', 'gaps'],
    ],
  },
  'verify.result.*': { codes: ['pass', 'fail', 'not-checked', 'busy'] },
  'verify.level.*': { codes: levels },
  'verify.claim.*': { codes: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] },
  'verify.ground.*': { codes: ['signers', 'witnesses', 'anchors', 'holdings'] },
  'log.check.*': { codes: checkKeys },
  'log.kind.*': {
    codes: [
      'epcis',
      'party',
      'facility',
      'product',
      'key',
      'erasure',
      ...recordNouns.map(({ kind }) => kind),
    ],
  },
  // What GET /search finds (src/http/search/found.ts, src/flow/find/names.ts).
  'search.kind.*': {
    codes: [
      ...['item', 'lot', 'unit', 'product', 'other', 'party', 'facility', 'entry', 'document'],
      ...['accreditation', 'certificate', 'claim', 'trade', 'case', 'membership'],
    ],
  },
  // Of certificates: src/domain/record/state.ts.
  'facility.state.*': {
    codes: ['valid', 'confirmed', 'suspended', 'revoked', 'withdrawn', 'refuted', 'expired', 'disputed'],
    partial: true,
  },
  // Verdicts: verifier/src/judge/verdict.ts; codes of findings: docs/protocol/claims.md; states: src/domain/record/state.ts.
  'claims.result.*': { codes: results },
  'claims.notSay.*': { codes: results },
  'claims.model.*': { codes: custodyModels },
  'claims.modelMore.*': { codes: custodyModels },
  'claims.check.*': { codes: claimChecks },
  'claims.checkResult.*': { codes: ['pass', 'fail', 'unknown', 'not-checked'] },
  'claims.state.*': {
    codes: ['claimed', 'confirmed', 'disputed', 'refuted', 'suspended', 'expired', 'withdrawn'],
  },
  'claims.code.*': { codes: findingCodes(), partial: true },
  'certificates.assurance.*': { codes: assurances },
  'certificates.assuranceMore.*': { codes: assurances },
  'certificates.role.*': { codes: accreditationRoles },
  'certificates.typeMore.*': { codes: ['scope', 'transaction', 'product', 'facility'] },
  'cases.state.*': { codes: ['open', 'overdue', 'upheld', 'dismissed', 'withdrawn'] },
  'cases.word.*': { codes: caseWords },
  'cases.kind.*': { codes: ['claim', 'certificate', 'trade', 'lot'] },
  'cases.itemOf.*': { codes: ['claim', 'certificate', 'case'] },
  'cases.doubtKind.*': { codes: doubtKinds },
  'cases.doubtStanding.*': { codes: doubtStandings },
  'cases.doubtMark.*': { codes: doubtStandings },
  'cases.doubtShow.*': { codes: ['open', ...doubtStandings, 'all'] },
  'cases.decide.*': { codes: decisions },
  'cases.decideMore.*': { codes: decisions },
  'cases.decideSign.*': { codes: decisions },
  // src/flow/suppliers.
  'suppliers.toldShort.*': { codes: ['device', 'other'] },
  'suppliers.told.*': { codes: ['device', 'custodial', 'other', 'nobody'] },
  'suppliers.state.*': { codes: ['recording', 'joined', 'told', 'open', 'expired'] },
  'suppliers.kind.*': { codes: ['supplier', 'buyer', 'producer', 'certifier', 'employee'] },
  // Codes of the node, and those that the application itself gives to what never arrived.
  'trace.stage.*': { codes: stages },
  'trace.gap.*': { codes: ['undeclared-lot', 'unknown-quantity', 'unknown-place', 'other'], partial: true },
  'products.result.*': { codes: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] },
  // Lists of GET /today, and the kinds of words that wait (src/flow/answers.ts).
  'today.list.*': {
    codes: ['receive', 'confirm', 'gaps', 'refused', 'expiring', 'cases', 'doubts', 'notices'],
  },
  'today.kind.*': { codes: ['contract', 'order', 'leg', 'claim', 'certificate'] },
  'today.gap.*': { codes: ['undeclared-input', 'unknown-quantity'] },
  // Words of notices: verifier/src/record/record.ts.
  'today.news.*': {
    codes: [
      ...statusWords.map((word) => `status.${word}`),
      ...caseWords.map((word) => `case.${word}`),
      ...answerWords.map((word) => `answer.${word}`),
    ],
  },
  // LotEvent in src/flow/answers.ts; states as in src/domain/record/state.ts.
  'lots.act.*': {
    codes: ['made', 'drawn', 'packed', 'unpacked', 'emptied', 'received', 'shipped', 'seen', 'error'],
  },
  'lots.state.*': {
    codes: [...statusWords, 'valid', 'expired', 'disputed', 'claimed'],
    partial: true,
  },
  'lots.verdict.*': { codes: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] },
  'trade.stage.*': { codes: tradeStages },
  'trade.state.*': {
    codes: ['declared', 'acknowledged', 'received', 'disputed', 'settled', 'refused', 'withdrawn'],
  },
  'trade.unit.*': { codes: ['mass', 'length', 'area', 'volume', 'count'] },
  'papers.type.*': { codes: certificateTypes },
  // src/http/work/seen.ts; fields are names of claims and of members of EPCIS events, values their commonest words.
  'seen.reader.*': { codes: ['everybody', 'partner', 'auditor'] },
  'seen.level.*': { codes: levels },
  'seen.sight.*': { codes: ['whole', 'part', 'not-there'] },
  'seen.why.*': {
    codes: ['level', 'key-needed', 'every-key', 'own-only', 'readers-all', 'concerned', 'not-concerned'],
  },
  'seen.kind.*': {
    codes: [
      ...['lot', 'verdict', 'event', 'party', 'facility'],
      ...['certificate', 'claim', 'trade', 'answer', 'membership', 'account'],
    ],
  },
  'seen.field.*': { codes: codesUnder('seen.field.'), partial: true },
  'seen.value.*': { codes: codesUnder('seen.value.'), partial: true },
  // web/src/screens/capture/form.ts.
  'capture.tile.*': { codes: captureForms },
  'capture.tileMore.*': { codes: [...captureForms, 'correct'] },
  // What is usual for a process, and how far from it: web/src/screens/capture/check.tsx.
  'capture.*': {
    codes: ['gives.usual', 'gives.low', 'gives.high', 'loss.usual', 'loss.low', 'loss.high'],
  },
  'capture.wrong.*': {
    codes: [
      ...['noPlace', 'noProcess', 'noWhen', 'noInput', 'noOutput', 'noProduct', 'noNumber', 'badNumber'],
      ...['sameNumber', 'badAmount', 'noAmount', 'noUnit', 'oneInput', 'severalInputs', 'severalOutputs'],
    ],
  },
  'capture.category.*': { codes: codesUnder('capture.category.'), partial: true },
  'capture.process.*': { codes: codesUnder('capture.process.'), partial: true },
  'capture.reasonName.*': { codes: ['incorrect_data', 'did_not_occur'], partial: true },
  'capture.unit.*': { codes: ['mass', 'length', 'area', 'volume', 'count'] },
  'capture.unitName.*': { codes: ['kg', 'm', 'pieces'] },
  'people.may.*': { codes: personRoles },
  'people.level.*': { codes: levels },
  'people.levelMore.*': { codes: levels },
  'people.invitation.*': { codes: ['open', 'used', 'revoked', 'expired'] },
  'people.keyRole.*': { codes: ['operator', 'reader', 'party'] },
  // web/src/offline/queue/item.ts, web/src/screens/queue/told.tsx.
  'queue.hold.*': { codes: ['sign-in', 'other-party', 'server'] },
  'queue.what.*': {
    codes: [...captureForms, 'correction', 'shipping', 'receiving', 'other'],
  },
  'settings.theme.*': { codes: themes },
  'settings.density.*': { codes: densities },
  'upload.kind.*': { codes: kindKeys },
  'upload.kindMore.*': { codes: kindKeys },
  'upload.column.*': { codes: Object.keys(columnForms) },
  'upload.meaning.*': { codes: Object.keys(columnForms) },
  'upload.state.*': { codes: rowStates },
  // What the node refuses is said in its own words.
  'upload.wrong.*': { codes: wrongCodes.filter((code) => code !== 'REFUSED') },
  'upload.refused.*': { codes: Object.keys(problemKinds), partial: true },
  // Warnings of POST /capture/preview: src/flow/preview.
  'upload.warning.*': {
    codes: [
      'UNDECLARED_LOT',
      'UNKNOWN_QUANTITY',
      'UNIT_MISMATCH',
      'UNKNOWN_PLACE',
      'YIELD_HIGH',
      'YIELD_LOW',
    ],
    partial: true,
  },
  'upload.file.*': { codes: sheetRefusals },
  // The public pages: src/domain/passport, src/http/doubt/form.ts.
  'page.one.*': { codes: ['item', 'lot', 'unit', 'other'] },
  'page.nameless.*': { codes: ['item', 'lot', 'unit', 'other'] },
  'page.material.*': {
    codes: [
      ...['cotton', 'wool', 'linen', 'hemp', 'silk', 'polyester', 'polyamide', 'elastane', 'viscose'],
      'lyocell',
    ],
    partial: true,
  },
  'page.act.*': { codes: actCodes() },
  'page.story.*': { codes: actCodes() },
  'page.finding.*': { codes: reasonCodes },
  'page.outcome.*': { codes: claimOutcomes },
  'page.outcomeMeans.*': { codes: claimOutcomes },
  'page.standing.*': { codes: claimStandings },
  'page.certificate.*': { codes: certificateTypes },
  'page.certificateState.*': { codes: ['revoked', 'refuted', 'suspended', 'withdrawn'] },
  // A certifier's word is told by its name.
  'page.assurance.*': { codes: assurances.filter((one) => one !== 'third-party') },
  'page.withheld.*': { codes: withheldCodes },
  'page.about.*': { codes: findingAbouts },
  'page.state.*': { codes: findingStates },
  'page.says.*': { codes: [...findingSentences, ...groundSentences] },
  'page.care.*': { codes: careCodes },
  'page.doubt.*': { codes: doubtKinds },
  // Codes of late.ts, and of anchors and witnesses in trouble (src/anchor/port.ts, src/witness/ask.ts).
  'operate.late.*': {
    codes: [
      ...[...lateCodes, 'other', 'FAULT'],
      ...['WITNESS_SILENT', 'WITNESS_REFUSES', 'WITNESS_AHEAD', 'WITNESS_ANSWER_INVALID'],
      ...codesUnder('operate.late.').filter((code) => code.startsWith('ANCHOR_')),
    ],
    partial: true,
  },
  'operate.state.*': { codes: ['well', 'late', 'trouble', 'underWay'] },
  'operate.pace.*': { codes: paceNames },
  'operate.job.*': { codes: ['waiting', 'running', 'done', 'refused', 'broken'] },
  'operate.custody.*': { codes: ['device', 'custodial'] },
  'webhooks.kind.*': { codes: [...webhookKinds, 'webhook.test'] },
  'webhooks.state.*': { codes: ['on', 'failing', 'off', 'ended'] },
  'webhooks.off.*': { codes: offCodes },
  'webhooks.code.*': { codes: outcomeCodes },
  'problem.*': { codes: [...Object.keys(problemKinds), 'UNREACHABLE', 'UNKNOWN'], partial: true },
};

/** Names that stay what they are in every language. */
const names = words(
  'Selvedge GTIN GLN SSCC EPCIS GS1 JSON CSV GeoJSON PNG SVG PDF API URL ID QR OCS GOTS GRS RCS BCI SHA OIDC ERP OpenAPI RFC EVM Excel',
  'kg g t m mm ppm min s h ms KiB MiB GiB 2G SD-JWT CoC DID EUDR URI TOTP Passkey Passkeys',
);
/** Words that a language writes as English does. */
const sameWords: Record<Exclude<Language, 'en'>, Set<string>> = {
  fr: words(
    'action actions agent audit certification polyester polyamide viscose lyocell code codes collection confirmation correction date dates description destination direction distance lot lots document documents expiration fibre image international invitation invitations menu message messages mode nature note notes option options origine page pages patience photo photos place points position process production public question raison recyclage relation role rotation scanner source sources standard station stock stocks surface technique test texture total transaction transactions transport type types version visible volume volumes zone zones suspension passport jean jersey denim solution simple logo region date e-mail',
  ),
  it: words(
    'account area audit email file home lotto menu online password standard test totale data zone via no in e-mail record denim jersey link sensor zona token passkey password backup origine Browser',
  ),
  es: words(
    'actual animal audio color control error final general global hotel hospital idea legal local material menu no normal original personal plan social total web zona visible region transporte origen real denim',
  ),
  pt: words(
    'anterior final total local material menu normal original origem password real e-mail email online status visual zona links link denim stock data no latitude longitude viscose',
  ),
  de: words(
    'Aktion Alarm Anker Browser Bytes Code Codes Computer Datum Denim E-Mail Export Farm Farmen Form Generator Hash Import Information Jeans Jersey Link Links Liste Log Lot Lots Material Mail Name Namen Online Partner Partei Passkey Passwort Person Personen Phase Position Problem Produkt Recycling Region Scanner Server Standard Start Status System Team Test Tests Text Token Transport Version Volumen Warm Wolle Zone in an warten Foto Fotos Name',
  ),
  tr: words('model plan proses test transfer link standart denim jersey QR video format'),
  ar: words(''),
  hi: words(''),
  bn: words(''),
  zh: words(''),
};
const scripts: Partial<Record<Language, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  hi: /\p{Script=Devanagari}/u,
  bn: /\p{Script=Bengali}/u,
  zh: /\p{Script=Han}/u,
};

function words(...lists: string[]): Set<string> {
  return new Set(lists.flatMap((list) => list.split(' ')).map((word) => word.toLowerCase()));
}

function roomsOf(language: string): string[] {
  return readdirSync(join(folder, language))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** Plural forms that a language uses for whole numbers; a million has its own in French, Italian, Spanish and Portuguese. */
function formsOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  const counts = [...Array(201).keys(), 1_000, 10_000, 100_000, 1_000_000];
  return [...new Set(counts.map((count) => rules.select(count)))].sort();
}

const form = /_(?:zero|one|two|few|many|other)$/;
const baseOf = (key: string): string => key.replace(form, '');
const isPlural = (key: string): boolean => form.test(key) && `${baseOf(key)}_other` in english;
/** The English text that a text of another language stands for. */
const originalOf = (key: string): string => english[key] ?? english[`${baseOf(key)}_other`] ?? '';

/** The keys that a language must have: those of English, in its own plural forms. */
function keysFor(language: string): string[] {
  const forms = formsOf(language);
  const keys = Object.keys(english).flatMap((key) =>
    isPlural(key) ? forms.map((one) => `${baseOf(key)}_${one}`) : [key],
  );
  return [...new Set(keys)].sort();
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\{[^}]*\}\}/g) ?? [])].sort();
}

function lettersOf(text: string): string[] {
  return text.replace(/\{\{[^}]*\}\}/g, ' ').match(/[\p{L}\p{M}\d][\p{L}\p{M}\d-]*/gu) ?? [];
}

function isNameAlone(text: string, more: Set<string> = new Set()): boolean {
  return lettersOf(text).every((word) => {
    const plain = word.toLowerCase();
    return names.has(plain) || more.has(plain) || /^[\d-]+$/.test(word) || word.length === 1;
  });
}

/** Findings as a list, so that a translator sees all of them at once. */
function none(findings: readonly string[]): void {
  assert.equal(findings.length, 0, `\n${findings.join('\n')}`);
}

const patternOf = (family: string): RegExp =>
  new RegExp(`^${family.replaceAll('.', '\\.').replaceAll('*', '(.+)')}$`);
const has = (key: string): boolean => key in english || `${key}_other` in english;

test('every key that a screen or a public page asks for has a text', () => {
  none([...asked.keys].filter(([key]) => !has(key)).map(([key, files]) => `${key}: ${files.join(', ')}`));
});

test('keys made from codes are of a family that this test knows, and every code has its text', () => {
  const unknown = [...asked.families].filter(([family]) => !(family in families));
  none(
    unknown.map(([family, files]) => `${family} (${files.join(', ')}): add it to \`families\` in this test`),
  );
  const wanted = Object.entries(families)
    .filter(([family, { partial }]) => partial !== true && asked.families.has(family))
    .flatMap(([family, { codes }]) => codes.map((code) => family.replace('*', code)));
  none(wanted.filter((key) => !has(key)));
});

test('every text is used', () => {
  const made = new Set(
    Object.entries(families).flatMap(([family, { codes }]) =>
      asked.families.has(family) ? codes.map((code) => family.replace('*', code)) : [],
    ),
  );
  const isUsed = (key: string): boolean =>
    [key, baseOf(key)].some((one) => asked.keys.has(one) || made.has(one));
  none(Object.keys(english).filter((key) => !isUsed(key)));
});

test('a code that the node does not have has no text', () => {
  const known = Object.entries(families).map(([family, { codes }]): [RegExp, readonly string[]] => [
    patternOf(family),
    codes,
  ]);
  const strays = Object.keys(english).filter((key) => {
    if (asked.keys.has(key) || asked.keys.has(baseOf(key))) return false;
    const hits = known.flatMap(([pattern, codes]) => {
      const code = pattern.exec(baseOf(key))?.[1];
      return code === undefined ? [] : [codes.includes(code)];
    });
    return hits.length > 0 && !hits.includes(true);
  });
  none(strays);
});

for (const language of Object.keys(languages) as Language[]) {
  test(`${language}: the same rooms and keys as English, in its own plural forms`, () => {
    assert.deepEqual(roomsOf(language), roomsOf('en'));
    const here = Object.keys(textsOf(language));
    const wanted = keysFor(language);
    none(wanted.filter((key) => !here.includes(key)).map((key) => `missing: ${key}`));
    none(here.filter((key) => !wanted.includes(key)).map((key) => `not asked for: ${key}`));
  });
  const texts = Object.entries(textsOf(language));

  test(`${language}: no text is empty, none has HTML in it, none has space around it`, () => {
    none(texts.filter(([, text]) => text.trim() === '' || text !== text.trim()).map(([key]) => key));
    none(texts.filter(([, text]) => /<\/?[a-z!]|&(?:\w+|#\d+);/i.test(text)).map(([key]) => key));
  });

  test(`${language}: placeholders are those of English`, () => {
    const wrong = texts.filter(([key, text]) => {
      const [here, there] = [placeholdersOf(text), placeholdersOf(originalOf(key))];
      // "One lot" needs no number, "two lots" neither.
      const isFree = (name: string): boolean => isPlural(key) && name === '{{count}}';
      return (
        here.some((name) => !there.includes(name)) ||
        there.some((name) => !here.includes(name) && !isFree(name))
      );
    });
    none(wrong.map(([key, text]) => `${key}: ${text}`));
  });
  if (language === 'en') continue;

  test(`${language}: nothing is left in English`, () => {
    const left = texts.filter(
      ([key, text]) => text === originalOf(key) && !isNameAlone(text, sameWords[language]),
    );
    none(left.map(([key, text]) => `${key}: ${text}`));
  });

  const script = scripts[language];
  if (script === undefined) continue;
  test(`${language}: texts are in its own script`, () => {
    none(
      texts
        .filter(([, text]) => !script.test(text) && !isNameAlone(text))
        .map(([key, text]) => `${key}: ${text}`),
    );
  });
}

test('the pseudo-language makes every text longer and keeps its placeholders', () => {
  const pseudo = textsOf(pseudoLanguage);
  assert.deepEqual(Object.keys(pseudo), Object.keys(english));
  for (const [key, text] of Object.entries(pseudo)) {
    const original = english[key] ?? '';
    assert.ok(text.length > original.length, key);
    assert.deepEqual(placeholdersOf(text), placeholdersOf(original), key);
    if (/[aeioucny]/i.test(original.replace(/\{\{[^}]*\}\}/g, ''))) assert.ok(!text.includes(original), key);
  }
});

test('files of texts are flat: one key, one text, no key twice', () => {
  for (const language of Object.keys(languages))
    for (const room of roomsOf(language)) {
      const source = readFileSync(join(folder, language, `${room}.json`), 'utf8');
      const read = JSON.parse(source) as Record<string, unknown>;
      assert.ok(
        Object.values(read).every((text) => typeof text === 'string'),
        `${language}/${room}`,
      );
      const written = [...source.matchAll(/^\s*"((?:[^"\\]|\\.)*)"\s*:/gm)].length;
      assert.equal(written, Object.keys(read).length, `${language}/${room}: a key stands there twice`);
    }
});
