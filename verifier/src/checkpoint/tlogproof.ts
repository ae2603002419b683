import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { parseDecimal } from './checkpoint.ts';

/** One proof as a file (c2sp.org/tlog-proof@v1). Nothing in it is believed before it is checked; `extra` never can be. */
export interface TlogProof {
  readonly extra?: Uint8Array;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note, verbatim. */
  readonly checkpoint: string;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
// A tree of 2^53 leaves has paths of 53 hashes; longer ones prove nothing.
const hashesMax = 64;

export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  const extraLine = extra === undefined ? [] : [`extra ${encodeBase64(extra)}`];
  return [firstLine, ...extraLine, `index ${index}`, ...proof.map(encodeBase64), '', checkpoint].join('\n');
}

/** Strict: undefined for anything that `formatTlogProof` would not write. The checkpoint is not looked at. */
export function parseTlogProof(text: string): TlogProof | undefined {
  const blank = text.indexOf('\n\n');
  if (blank === -1) return undefined;
  const lines = text.slice(0, blank).split('\n');
  if (lines.shift() !== firstLine) return undefined;
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()!.slice('extra '.length)) : null;
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : undefined;
  const proof = lines.map(decodeBase64).filter((hash) => hash?.length === 32) as Uint8Array[];
  if (extra === undefined || index === undefined || proof.length < lines.length || proof.length > hashesMax) {
    return undefined;
  }
  return { ...(extra === null ? {} : { extra }), index, proof, checkpoint: text.slice(blank + 2) };
}
