// The looks of cells, by number. Number format 49 is text: Excel leaves what is typed into it as it is (ECMA-376 part 1, 18.8.30).
import { element } from './xml.ts';

/** Places in cellXfs below. */
export const style = {
  plain: 0,
  text: 1,
  heading: 2,
  date: 3,
  number: 4,
  wide: 5,
  marked: 6,
  quoted: 7,
} as const;

const fonts =
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><color rgb="FFFFFFFF"/><sz val="11"/><name val="Calibri"/></font></fonts>';
// The first two are fixed by Excel, whatever stands here.
const fills =
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF2F4470"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3DCD9"/></patternFill></fill></fills>';
const borders = '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>';
const base = '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
const wrapped = '<alignment wrapText="1" vertical="top"/>';

function look(
  numFmtId: number,
  fontId: number,
  fillId: number,
  inner = '',
  more: Record<string, number> = {},
): string {
  const applied = {
    applyNumberFormat: 1,
    ...(fontId > 0 && { applyFont: 1 }),
    ...(fillId > 0 && { applyFill: 1 }),
  };
  const aligned = inner === '' ? {} : { applyAlignment: 1 };
  return element(
    'xf',
    { numFmtId, fontId, fillId, borderId: 0, xfId: 0, ...applied, ...aligned, ...more },
    inner,
  );
}

const looks = [
  look(0, 0, 0),
  look(49, 0, 0),
  look(49, 1, 2, wrapped),
  look(14, 0, 0),
  look(164, 0, 0),
  look(49, 0, 0, wrapped),
  look(49, 0, 3, wrapped),
  look(49, 0, 0, '', { quotePrefix: 1 }),
];

export const styles: string = element(
  'styleSheet',
  { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
  [
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.###"/></numFmts>',
    fonts,
    fills,
    borders,
    base,
    `<cellXfs count="${looks.length}">${looks.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  ].join(''),
);
