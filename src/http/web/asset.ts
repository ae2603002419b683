// A file of the application as it is sent: plain and compressed, with what browsers must know of it.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface Asset {
  plain: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
  brotli: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

export async function assetOf(content: Uint8Array | string, headers: Record<string, string>): Promise<Asset> {
  const plain = Uint8Array.from(Buffer.from(content));
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const [gzipped, brotli] = await Promise.all([promisify(gzip)(plain, { level: 9 }), byBrotli(plain, 9)]);
  const all = {
    etag: `W/"${digest}"`,
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...headers,
  };
  return { plain, gzipped: Uint8Array.from(gzipped), brotli, headers: all };
}

/** As small as brotli makes it: a tenth smaller, in fifteen times the time. */
export async function polish(asset: Asset): Promise<void> {
  asset.brotli = await byBrotli(asset.plain, 11);
}

/** Quality 9 is there at once, and is what the first visitors get. */
async function byBrotli(plain: Uint8Array, quality: 9 | 11): Promise<Uint8Array<ArrayBuffer>> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return Uint8Array.from(await promisify(brotliCompress)(plain, { params }));
}
