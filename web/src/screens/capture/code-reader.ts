// Reads bar codes from pictures: by the browser where it can, else by zxing, whose wasm comes from this node and nowhere else.
import wasm from '../../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm';

export type ReadCode = (video: HTMLVideoElement) => Promise<string | undefined>;

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const wanted = ['qr_code', 'data_matrix', 'code_128', 'ean_13', 'code_39', 'itf'];

export async function codeReader(): Promise<ReadCode> {
  return (await byBrowser()) ?? byZxing();
}

async function byBrowser(): Promise<ReadCode | undefined> {
  const Maker = (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  const known = await Maker?.getSupportedFormats().catch((): string[] => []);
  const formats = wanted.filter((format) => known?.includes(format));
  // On some systems the class is there and knows nothing.
  if (Maker === undefined || !formats.includes('qr_code') || !formats.includes('code_128')) return undefined;
  const detector = new Maker({ formats });
  return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue;
}

async function byZxing(): Promise<ReadCode> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  const address = new URL(wasm, import.meta.url).href;
  await prepareZXingModule({ overrides: { locateFile: () => address }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const pen = canvas.getContext('2d', { willReadFrequently: true })!;
    pen.drawImage(video, 0, 0);
    const [found] = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), {
      formats: ['QRCode', 'DataMatrix', 'Code128', 'EAN13', 'Code39', 'ITF'],
      maxNumberOfSymbols: 1,
      textMode: 'Plain',
    });
    if (!found?.isValid) return undefined;
    // Of GS1 symbols only: it says that what follows is an element string.
    return /^\](C1|d2|Q3|e0)/.test(found.symbologyIdentifier)
      ? found.symbologyIdentifier + found.text
      : found.text;
  };
}
