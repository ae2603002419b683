// A verdict in plain words, for people at a terminal.
import {
  type Dimension,
  formatQuantity,
  type Answer,
  type BesideReading,
  type Check,
  type ClaimVerdict,
  groundsOf,
  minuteWords,
  type Origin,
  tellingFindings,
  type Verdict,
  vouchedAtMs,
} from '../src/index.ts';

const marks: Record<Check['result'], string> = { pass: '✓', fail: '✗', 'not-checked': '–' };
const originsShown = 20;
const gapsShown = 10;

/** Lines of text: the verdict, the checks one by one, then what the file says where they carry it. */
export function wordsOf(verdict: Verdict): string[] {
  const { checks, answer } = verdict;
  return [
    verdict.ok ? 'VERIFIED' : 'NOT VERIFIED',
    ...questionOf(verdict),
    ...asOfLines(verdict),
    '',
    ...checks.map(checkLine),
    ...(answer === null ? [] : answerLines(answer)),
    ...claimLines(verdict),
    ...groundLines(verdict),
    ...signerLines(verdict),
    ...logLines(verdict),
  ];
}

function questionOf({ question, level }: Verdict): string[] {
  return question === null ? [] : [`Where does ${question.id} come from? (shown: ${level})`];
}

/** An old file is as true as it was, and no newer: only somebody outside can say of when it is. */
function asOfLines({ ok, trust }: Verdict): string[] {
  const atMs = trust === undefined || !ok ? null : vouchedAtMs(trust);
  return atMs === null
    ? []
    : [`As of ${minuteWords(atMs)}, by those outside whom you named; what came later is not in it.`];
}

/** What laying the file beside another one has shown. */
export function besideWords(path: string, { why, findings, other }: BesideReading): string[] {
  if (why !== null) return ['', `Beside ${path}: cannot be compared. ${why}`];
  const proven = findings.some(({ proves }) => proves);
  const heading = proven
    ? 'they cannot both be of one honest log.'
    : findings.length > 0
      ? 'there is something to ask about.'
      : 'neither leaves out or contradicts what the other shows.';
  return [
    '',
    `Beside ${path}: ${heading}`,
    ...(other.ok ? [] : ['  – That file is proven, but does not verify in every check: see it alone.']),
    ...findings.map(({ proves, detail, code, entries }) => {
      const about = entries.length === 0 ? code : `${code}, entries ${some(entries, 8)}`;
      return `  ${proves ? '✗' : '?'} ${detail} [${about}]`;
    }),
    ...(findings.length > 0 && !proven ? ['  A reason to ask, no proof: there may be an honest one.'] : []),
  ];
}

function checkLine({ name, result, detail, entries = [], code }: Check): string {
  const about = [
    ...(code === undefined ? [] : [code]),
    ...(entries.length === 0 ? [] : [`entries ${some(entries, 8)}`]),
  ];
  return `${marks[result]} ${name.padEnd(12)} ${detail}${about.length === 0 ? '' : ` [${about.join(', ')}]`}`;
}

function answerLines({ origins, countries, gaps, lots, events }: Answer): string[] {
  return [
    '',
    `Origins: ${origins.length}, over ${lots} lots and ${events} events`,
    ...countries.map(({ country, grams, share, origins: count }) => {
      const mass = grams === null ? [] : [quantity('mass', grams)];
      return `  ${[country ?? 'country not shown', percent(share), ...mass, `${count} of the origins`].filter(Boolean).join(', ')}`;
    }),
    ...origins.slice(0, originsShown).map(originLine),
    ...(origins.length > originsShown
      ? [`  … and ${origins.length - originsShown} more (--json lists all)`]
      : []),
    ...(gaps.length === 0 ? [] : ['', `Gaps: ${gaps.length}`]),
    ...gaps.slice(0, gapsShown).map(({ detail, entries }) => `  ${detail} [entries ${some(entries, 8)}]`),
    ...(gaps.length > gapsShown ? [`  … and ${gaps.length - gapsShown} more (--json lists all)`] : []),
  ];
}

function originLine({ id, amount, dimension, share, country, region, place, party }: Origin): string {
  const much = amount === null || dimension === null ? 'amount not shown' : quantity(dimension, amount);
  const where = [region, country, place].filter((part) => part !== null).join(', ');
  return `  ${[much, percent(share), id, where, party === null ? '' : `said by ${party}`].filter(Boolean).join(', ')}`;
}

const results: Record<ClaimVerdict['result'], string> = {
  holds: '✓ holds',
  partly: '~ holds in part',
  fails: '✗ does not hold',
  'cannot-tell': '? cannot be told from what is shown',
  withdrawn: '✗ is withdrawn',
};

function claimLines({ claims = null, question }: Verdict): string[] {
  if (claims === null || claims.length === 0) return [];
  const day = new Date(question?.atMs ?? 0).toISOString().slice(0, 10);
  return ['', `Claims, judged as of ${day}:`, ...claims.flatMap(linesOfClaim)];
}

function linesOfClaim(claim: ClaimVerdict): string[] {
  const { scheme, code, result, state, wording, gramsClaimed, gramsSubstantiated, assurance, pack } = claim;
  const grams = (amount: number | null): string => (amount === null ? 'not known' : quantity('mass', amount));
  const rules = pack === null ? 'no rules' : `${pack.pack} ${pack.version}`;
  return [
    `  ${scheme} ${code} ${results[result]} (${state}, ${assurance ?? 'nothing shown behind it'}; ${rules})`,
    ...(wording === null ? [] : [`    ${wording}`]),
    `    claimed ${grams(gramsClaimed)}, proven ${grams(gramsSubstantiated)}`,
    ...reasonsOf(claim),
    ...(claim.uncertain.length === 0
      ? []
      : [`    rests on uncertain figures: ${claim.uncertain.join('; ')}`]),
  ];
}

const reasonsShown = 5;

/** One line a code, with its first finding. */
function reasonsOf(claim: ClaimVerdict): string[] {
  const telling = tellingFindings(claim);
  const lines = telling.slice(0, reasonsShown).map(reasonLine);
  const more = telling.length - reasonsShown;
  return more > 0 ? [...lines, `    … and ${more} more kinds (--json lists all)`] : lines;
}

function reasonLine([first, ...others]: readonly ClaimVerdict['findings'][number][]): string {
  const again = others.length === 0 ? '' : ` (and ${others.length} more like it)`;
  return `    ${first?.code}: ${first?.detail}${again} [entries ${some(first?.entries ?? [], 8)}]`;
}

/** To the nearest base unit; what is less than half of one is still something. */
function quantity(dimension: Dimension, amount: number): string {
  const whole = Math.round(amount);
  return whole === 0 && amount > 0
    ? `less than ${formatQuantity({ dimension, amount: 1 })}`
    : formatQuantity({ dimension, amount: whole });
}

function percent(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(1)} %`;
}

function groundLines({ ok, trust, signers, log }: Verdict): string[] {
  if (!ok || trust === undefined) return [];
  const grounds = groundsOf(signers, trust, log?.size ?? 0);
  return [
    '',
    'What this rests on:',
    ...grounds.flatMap(({ stands, says }) =>
      says.map((sentence, at) => `  ${at > 0 ? ' ' : stands ? '✓' : '–'} ${sentence}`),
    ),
  ];
}

function signerLines({ signers, answer }: Verdict): string[] {
  if (signers.length === 0) return [];
  const custodial = answer?.custodialStatements ?? 0;
  return [
    '',
    'Signed by:',
    ...signers.map(({ party, name, custody, statements }) => {
      const who = name === null ? party : `${name} (${party})`;
      const how = custody === 'device' ? 'key on its own device' : 'key held by a node for it';
      return `  ${who}, ${how}: ${statements} statement${statements === 1 ? '' : 's'}`;
    }),
    ...(custodial === 0
      ? []
      : [`  Of ${custodial} of them you have to trust the node that it signed only what the party said.`]),
  ];
}

function logLines({ log, ok }: Verdict): string[] {
  if (log === null || log.pinned || !ok) return [];
  return [
    '',
    `The key of the log came with the file. Get the key of ${log.origin} from somewhere else and give it with --key.`,
  ];
}

function some(entries: readonly number[], limit: number): string {
  return `${entries.slice(0, limit).join(', ')}${entries.length > limit ? ', …' : ''}`;
}
