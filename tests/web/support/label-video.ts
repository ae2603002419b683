// Labels before a camera: bar codes as a video that Chromium takes for its camera (--use-file-for-fake-video-capture).
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'uqr';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** Rows of pixels, true = dark. */
type Symbol = readonly (readonly boolean[])[];

const [width, height] = [640, 480];
const framesEach = 5;
const [white, black, noColour] = [235, 16, 128];

/** As our own pages and labels show it. */
export function qrSymbol(text: string): Symbol {
  return encode(text, { ecc: 'M', border: 4 }).data;
}

/** `gs1`: the text is an element string with brackets. */
export async function barSymbol(
  format: 'Code128' | 'DataMatrix',
  text: string,
  { gs1 = false }: { gs1?: boolean } = {},
): Promise<Symbol> {
  const entry = createRequire(import.meta.url).resolve('zxing-wasm/writer');
  const root = entry.slice(0, entry.indexOf('dist'));
  const wasm = Uint8Array.from(readFileSync(join(root, 'dist/writer/zxing_writer.wasm')));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer } });
  const made = await writeBarcode(text, { format, scale: 1, addQuietZones: true, options: gs1 ? 'gs1' : '' });
  if (made.error !== '') throw new Error(made.error);
  const { width: columns, height: rows, data } = made.symbol;
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (__, x) => data[y * columns + x] === 0),
  );
}

/** One symbol after the other, a second each, again and again. The path of a new YUV4MPEG2 file, in a folder of its own. */
export function labelVideo(symbols: readonly Symbol[]): string {
  const path = join(mkdtempSync(join(tmpdir(), 'selvedge-labels-')), 'labels.y4m');
  const frames = symbols.flatMap((symbol) => Array<Buffer>(framesEach).fill(frameOf(symbol)));
  const header = `YUV4MPEG2 W${width} H${height} F${framesEach}:1 Ip A1:1 C420jpeg\n`;
  writeFileSync(path, Buffer.concat([Buffer.from(header), ...frames]));
  return path;
}

/** The folder to take away afterwards. */
export const folderOf: (path: string) => string = dirname;

function frameOf(symbol: Symbol): Buffer {
  const [rows, columns] = [symbol.length, symbol[0]?.length ?? 0];
  const scale = Math.max(1, Math.floor(Math.min((width - 40) / columns, (height - 40) / rows)));
  const [left, top] = [Math.floor((width - columns * scale) / 2), Math.floor((height - rows * scale) / 2)];
  const light = Buffer.alloc(width * height, white);
  for (let y = 0; y < rows * scale; y += 1)
    for (let x = 0; x < columns * scale; x += 1)
      if (symbol[Math.floor(y / scale)]![Math.floor(x / scale)]) light[(top + y) * width + left + x] = black;
  return Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, noColour)]);
}
