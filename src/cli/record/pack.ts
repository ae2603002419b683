// A pack in plain words: what each claim asks for, from where the figures are, and which of them are hearsay.
import type { ClaimRule, Figure, Pack } from '#verifier';
import { type Colours, table } from '../output.ts';
import { section, shareWords } from './words.ts';

export function packLines(pack: Pack, colours: Colours): string[] {
  return [
    colours.bold(`${pack.pack} ${pack.version}  ${pack.title}`),
    ...(pack.kind === 'scheme'
      ? pack.claims.flatMap((rule) => claimLines(rule, colours))
      : section('Yields', pack.yields.map(yieldRow), colours)),
    ...section(
      'Uncertain figures',
      [...uncertainIn(pack, '')].map(({ path, value, source }) => [path, String(value), `source ${source}`]),
      colours,
    ),
    ...section(
      'Sources',
      pack.sources.map(({ id, title }) => [id, title]),
      colours,
    ),
  ];
}

function claimLines(rule: ClaimRule, { bold }: Colours): string[] {
  const { code, title, models, basis, materials, minSharePpm, maxSharePpm, minAssurance } = rule;
  const bounds = [
    ...(minSharePpm === null ? [] : [`at least ${shareWords(minSharePpm.value)}`]),
    ...(maxSharePpm === null ? [] : [`at most ${shareWords(maxSharePpm.value)}`]),
  ];
  return [
    '',
    bold(`${code}  ${title}`),
    ...table([
      ['  models', models.join(', ')],
      [
        '  proven by',
        basis === 'custody' ? 'kilograms followed from lot to lot' : 'a certificate of its own',
      ],
      ['  materials', materials.map((material) => (material === '*' ? 'any' : material)).join(', ')],
      ...(bounds.length === 0 ? [] : [['  share', bounds.join(', ')]]),
      ['  assurance', `at least ${minAssurance}`],
    ]),
  ];
}

type Yield = Extract<Pack, { kind: 'material' }>['yields'][number];

function yieldRow({ processes, category, countries, lowPpm, highPpm }: Yield): string[] {
  return [
    processes.join(', '),
    category,
    countries.join(', '),
    `${shareWords(lowPpm.value)} to ${shareWords(highPpm.value)}`,
  ];
}

/** Every figure that is no better than hearsay, with its path. */
function* uncertainIn(value: unknown, path: string): Generator<Figure & { path: string }> {
  if (typeof value !== 'object' || value === null) return;
  if (isFigure(value)) {
    if (!value.certain) yield { ...value, path };
    return;
  }
  for (const [name, one] of Object.entries(value)) yield* uncertainIn(one, `${path}/${name}`);
}

function isFigure(value: object): value is Figure {
  return 'certain' in value && 'source' in value && 'value' in value;
}
