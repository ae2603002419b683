// The words of templates in the reader's language.
import type { Words } from '../../../language/words.tsx';
import type { ColumnKey, Kind } from '../kind/kinds.ts';
import type { TemplateWords } from './template.ts';

/** Values, not words: the same in every language. */
const examples: Readonly<Record<ColumnKey, string>> = {
  run: '1042',
  day: '2026-03-31',
  site: '4012345000009',
  process: 'ginning',
  product: '09521234543213',
  lot: 'A-2026-117',
  amount: '1250.5',
  unit: 'kg',
  inLot: 'A-2026-117',
  inAmount: '1250.5',
  inUnit: 'kg',
  outProduct: '09521234543213',
  outLot: 'B-2026-42',
  outAmount: '475',
  outUnit: 'kg',
  partner: '',
  sentLot: 'B-2026-42',
  paper: 'DN-5521',
  id: '09521234543213',
  name: '',
  category: 'yarn',
  composition: '95 % cotton, 5 % elastane',
  weight: '170',
  care: '',
  address: '',
  country: 'IN',
  region: '',
  latitude: '22.31',
  longitude: '73.18',
  processes: 'ginning, spinning',
  theirLot: 'X-77',
  ownLot: 'B-2026-42',
};

export function templateWords({ t }: Words, kind: Kind): TemplateWords {
  return {
    title: t(`upload.kind.${kind.key}`),
    help: t('upload.templateHelp'),
    columnHead: t('upload.templateColumn'),
    meaningHead: t('upload.templateMeaning'),
    exampleHead: t('upload.templateExample'),
    choose: t('upload.templateChoose'),
    reason: t('upload.templateReason'),
    headingOf: (column) => t(`upload.column.${column}`),
    meaningOf: (column) => t(`upload.meaning.${column}`),
    exampleOf: (column) => examples[column],
  };
}

/** Excel expects `;` where the comma is the mark of fractions. */
export function csvDelimiter(language: string): ',' | ';' {
  return markOf(language) === ',' ? ';' : ',';
}

export function markOf(language: string): ',' | '.' {
  const parts = new Intl.NumberFormat(language === 'en-XA' ? 'en' : language, {
    numberingSystem: 'latn',
  }).formatToParts(1.5);
  return parts.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
}
