// Fonts whose letters show nothing: for the text behind a painted page, in any script. Type 3 (ISO 32000-1, 9.6.5), 256 letters each.
import { type PaperText, textOf, utf16 } from './text.ts';

export interface TextFonts {
  /** Bodies of the objects, where the first has the number `from`. */
  objects(from: number): string[];
  /** What a page's resources say of them. */
  names(from: number): string;
  /** The operators that put a text where it is painted. */
  shown(text: PaperText, pageHeight: number): string;
}

const lettersEach = 256;
/** Objects of a font: itself, and which letters its codes mean. All share one empty glyph. */
const objectsEach = 2;

export function textFonts(texts: readonly string[]): TextFonts {
  const letters = [...new Set(texts.flatMap((text) => [...text]))];
  const codeOf = new Map(letters.map((letter, at) => [letter, at]));
  const count = Math.max(1, Math.ceil(letters.length / lettersEach));
  const own = (font: number): string[] => letters.slice(font * lettersEach, (font + 1) * lettersEach);
  return {
    objects: (from) => [
      '<< /Length 9 >>\nstream\n1000 0 d0\nendstream',
      ...Array.from({ length: count }, (_, font) => [
        fontBody(own(font).length, from, from + 2 + font * objectsEach),
        meaningBody(own(font)),
      ]).flat(),
    ],
    names: (from) =>
      Array.from({ length: count }, (_, font) => `/F${font} ${from + 1 + font * objectsEach} 0 R`).join(' '),
    shown: (text, pageHeight) => shown(text, pageHeight, codeOf),
  };
}

function fontBody(size: number, glyph: number, meaning: number): string {
  const last = Math.max(0, size - 1);
  const each = (what: string): string => Array.from({ length: last + 1 }, () => what).join(' ');
  return [
    '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0]',
    `/CharProcs << /n ${glyph} 0 R >> /Encoding << /Type /Encoding /Differences [0 ${each('/n')}] >>`,
    `/FirstChar 0 /LastChar ${last} /Widths [${each('1000')}] /Resources << >> /ToUnicode ${meaning} 0 R >>`,
  ].join(' ');
}

/** A ToUnicode CMap (9.10.3); a section has at most 100 letters. */
function meaningBody(letters: readonly string[]): string {
  const lines = letters.map((letter, code) => `<${hex(code)}> <${utf16(letter)}>`);
  const sections = Array.from({ length: Math.ceil(lines.length / 100) }, (_, at) => {
    const some = lines.slice(at * 100, at * 100 + 100);
    return `${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`;
  });
  const body = [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CMapName /Letters def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange',
    ...sections,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
  return `<< /Length ${body.length} >>\nstream\n${body}\nendstream`;
}

/** As wide as it is painted. What it says in reading order stands beside it: readers that go by places turn Arabic round. */
function shown(
  { text, x, y, size, width }: PaperText,
  pageHeight: number,
  codeOf: ReadonlyMap<string, number>,
): string {
  const letters = [...text];
  if (letters.length === 0) return '';
  const stretch = (100 * width) / (letters.length * size);
  const runs: { font: number; codes: string }[] = [];
  for (const letter of letters) {
    const code = codeOf.get(letter)!;
    const font = Math.floor(code / lettersEach);
    if (runs.at(-1)?.font !== font) runs.push({ font, codes: '' });
    runs.at(-1)!.codes += hex(code % lettersEach);
  }
  return [
    `/Span << /ActualText ${textOf(text)} >> BDC BT 3 Tr ${stretch.toFixed(2)} Tz ${x.toFixed(2)} ${(pageHeight - y).toFixed(2)} Td`,
    ...runs.map(({ font, codes }) => `/F${font} ${size} Tf <${codes}> Tj`),
    'ET EMC',
  ].join(' ');
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(2, '0');
}
