// A PDF file (ISO 32000-1) of pages that were painted: a browser shapes every script of ours, and so nothing else has to. Behind each
// picture stands its text, which shows nothing and can be searched, copied and read out.
import { type PaperText, textOf } from './text.ts';
import { textFonts } from './text-font.ts';

export interface PaperPage {
  /** Three bytes a pixel, red, green and blue, from the top left, as zlib packs them (RFC 1950). */
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PaperText[];
}

export interface PaperFile {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly rtl: boolean;
  readonly madeAtMs: number;
  readonly pages: readonly PaperPage[];
}

/** A4, in points. */
export const paperSize = { width: 595.28, height: 841.89 } as const;

type Body = string | Uint8Array;

export function pdfOf(file: PaperFile): Uint8Array<ArrayBuffer> {
  const fonts = textFonts(file.pages.flatMap(({ texts }) => texts.map(({ text }) => text)));
  const firstPage = 4 + fonts.objects(0).length;
  const pageAt = (at: number): number => firstPage + at * 3;
  const objects: Body[][] = [
    [
      `<< /Type /Catalog /Pages 2 0 R /Lang ${textOf(file.language)} /ViewerPreferences << /DisplayDocTitle true${file.rtl ? ' /Direction /R2L' : ''} >> >>`,
    ],
    [
      `<< /Type /Pages /Count ${file.pages.length} /Kids [${file.pages.map((_, at) => `${pageAt(at)} 0 R`).join(' ')}] >>`,
    ],
    [`<< /Title ${textOf(file.title)} /Producer (Selvedge) /CreationDate (${dateOf(file.madeAtMs)}) >>`],
    ...fonts.objects(4).map((body) => [body]),
    ...file.pages.flatMap((page, at) => pageObjects(page, pageAt(at), fonts)),
  ];
  return written(objects);
}

function pageObjects(page: PaperPage, number: number, fonts: ReturnType<typeof textFonts>): Body[][] {
  const { width, height } = paperSize;
  const content = [
    `q ${width} 0 0 ${height} 0 0 cm /Painted Do Q`,
    ...page.texts.map((one) => fonts.shown(one, height)),
  ].join('\n');
  return [
    [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${number + 1} 0 R `,
      `/Resources << /XObject << /Painted ${number + 2} 0 R >> /Font << ${fonts.names(4)} >> >> >>`,
    ],
    stream('', new TextEncoder().encode(content)),
    stream(
      `/Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode`,
      page.pixels,
    ),
  ];
}

function stream(entries: string, bytes: Uint8Array): Body[] {
  return [`<< ${entries} /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream'];
}

/** Objects numbered from 1, their places, and where those are said (7.5). */
function written(objects: readonly (readonly Body[])[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const put = (body: Body): void => {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    parts.push(bytes);
    length += bytes.length;
  };
  put('%PDF-1.7\n%âãÏÓ\n');
  const places = objects.map((bodies, at) => {
    const place = length;
    for (const body of [`${at + 1} 0 obj\n`, ...bodies, '\nendobj\n']) put(body);
    return place;
  });
  const tableAt = length;
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
  put(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines.join('')}`);
  put(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${tableAt}\n%%EOF\n`);
  return joined(parts, length);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function dateOf(ms: number): string {
  return `D:${new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
}
