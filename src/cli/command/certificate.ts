import type { Command } from 'commander';
import { statusWords } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command } from '../describe.ts';
import type { Colours } from '../output.ts';
import { wordOf } from '../record/claims.ts';
import { recordGroup } from '../record/group.ts';
import { sayingOptions } from '../record/say.ts';
import { sayStatus, type StatusOptions } from '../record/status.ts';
import { listWords, nameOf, section, textOf, timeWords } from '../record/words.ts';
import { amountWords, placeWords } from '../words.ts';

const example = 'https://certifier.example/certificate/81';

const status = {
  usage: 'status <id> <state>',
  summary: 'confirm, refute, suspend, reinstate, revoke or withdraw a certificate',
  about: `STATE: ${statusWords.join(', ')}. Revoked and withdrawn are for ever; only the holder withdraws.`,
  examples: [
    `certificate status ${example} suspended --party "Cotton Cert" --from 2026-06-01 --reason "site closed"`,
    `certificate status ${example} withdrawn --party "Gin East" --json`,
  ],
};

export function certificateCommands(parent: Command, cli: Cli): void {
  const described = {
    name: 'certificate',
    kind: 'certificate',
    summary: 'certificates and what they cover',
    example,
    more: axesWords,
    elsewhere: onAxes,
  } as const;
  const made = recordGroup(parent, cli, described, {
    summary: 'issue a certificate, declare one of oneself, or hand in one that was issued elsewhere',
    about: 'Certificates of third parties need an accreditation: see `selvedge accredit`.',
  });
  sayingOptions(
    command<StatusOptions>(made, cli, status, (session, options, [id = '', state = '']) =>
      sayStatus(session, options, id, wordOf(statusWords, state)),
    ),
  )
    .option('--from <time>', 'from when on it counts; now if left out')
    .option('--reason <text>', 'why; can be withheld and erased');
}

const onAxes = [
  'holder',
  'sites',
  'subcontractors',
  'scheme',
  'codes',
  'processes',
  'categories',
  'materials',
  'validFrom',
  'validUntil',
  'volumeGrams',
  'lots',
];

/** The four axes on which it covers a making, and what was drawn from it. */
function axesWords(
  node: SelvedgeNode,
  { id, issuer, claims, state }: RecordView,
  colours: Colours,
): string[] {
  return [
    ...section(
      'Who',
      [
        ['holder', nameOf(node, claims['holder'])],
        ['sites', sitesWords(node, claims['sites'])],
        ['subcontractors', listOr(claims['subcontractors'], 'none')],
        ['issued by', nameOf(node, issuer)],
      ],
      colours,
    ),
    ...section(
      'What',
      [
        ['scheme', [textOf(claims['scheme']), listWords(claims['codes'])].filter(Boolean).join(' ')],
        ['processes', listOr(claims['processes'], 'none')],
        ['categories', listOr(claims['categories'], 'none')],
        ['materials', listOr(claims['materials'], 'none')],
      ],
      colours,
    ),
    ...section(
      'When',
      [
        ['valid', `${timeWords(claims['validFrom'])} to ${timeWords(claims['validUntil'])}`],
        ['state', state ?? '?'],
      ],
      colours,
    ),
    ...section('How much', amountRows(node, id, claims), colours),
  ];
}

interface CertifiedLot {
  lot: string;
  grams: number;
  certifiedGrams: number;
}

function amountRows(node: SelvedgeNode, id: string | null, claims: Record<string, unknown>): string[][] {
  const lots = (claims['lots'] ?? []) as CertifiedLot[];
  const certified = lots.reduce((sum, { certifiedGrams }) => sum + certifiedGrams, 0);
  const drawings = id === null ? [] : drawnFrom(node, id, claims['buyer']);
  const drawn = drawings.reduce((sum, { grams, counts }) => sum + (counts ? grams : 0), 0);
  const volume = claims['volumeGrams'];
  return [
    ...(typeof volume === 'number' ? [['at most', amountWords(volume, 'mass')]] : []),
    ...lots.map(({ lot, grams, certifiedGrams }) => [
      lot,
      `${amountWords(certifiedGrams, 'mass')} certified of ${amountWords(grams, 'mass')}`,
    ]),
    ...drawings.map(({ by, grams, counts }) => [
      'drawn',
      `${amountWords(grams, 'mass')} by ${by}${counts ? '' : ', which does not count'}`,
    ]),
    ...(lots.length === 0 ? [] : [['left to draw', amountWords(certified - drawn, 'mass')]]),
  ];
}

interface Drawing {
  by: string;
  grams: number;
  counts: boolean;
}

const takenBack: ReadonlySet<string | null> = new Set(['revoked', 'refuted', 'withdrawn']);

/** Transaction certificates that name this one as an input, oldest first; those of its buyer that stand count. */
function drawnFrom(node: SelvedgeNode, id: string, buyer: unknown): Drawing[] {
  const { records } = node.records({ kind: 'certificate', about: id, limit: 1000 });
  return records.toReversed().flatMap((record) => {
    const inputs = (record.claims['inputs'] ?? []) as { certificate: string; grams: number }[];
    const counts = record.claims['holder'] === buyer && !takenBack.has(record.state);
    return inputs
      .filter(({ certificate }) => certificate === id)
      .map(({ grams }) => ({ by: record.id ?? `entry ${record.entry}`, grams, counts }));
  });
}

function sitesWords(node: SelvedgeNode, sites: unknown): string {
  const names = Array.isArray(sites)
    ? sites.map((site) => (site === '*' ? 'all of the holder' : placeWords(node, String(site))))
    : [];
  return names.length === 0 ? 'none' : names.join('; ');
}

function listOr(value: unknown, nothing: string): string {
  return listWords(value) || nothing;
}
