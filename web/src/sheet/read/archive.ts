// Opens the archive that a workbook is, without trusting it: a small file may say that it holds gigabytes, or hold them without saying.
import { unzipSync, zipSync } from 'fflate';

export const unzippedBytesMax: number = 200 * 1024 * 1024;
const filesMax = 2_000;

export type Unzipped =
  | { readonly ok: true; readonly files: Readonly<Record<string, Uint8Array>> }
  | { readonly ok: false; readonly code: 'TOO_LARGE_UNPACKED' | 'DAMAGED' };

/**
 * The parts of a workbook that say anything. Sizes are summed before anything is unpacked, and no part unpacks to more than it says
 * (fflate writes into room of that size and no further).
 */
export function unzipped(bytes: Uint8Array): Unzipped {
  let total = 0;
  let count = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1;
        if (isWanted(name)) total += originalSize;
        return false;
      },
    });
    if (total > unzippedBytesMax || count > filesMax) return { ok: false, code: 'TOO_LARGE_UNPACKED' };
    return { ok: true, files: unzipSync(bytes, { filter: ({ name }) => isWanted(name) }) };
  } catch {
    return { ok: false, code: 'DAMAGED' };
  }
}

/** Pictures, macros and printer settings are left where they are. */
function isWanted(name: string): boolean {
  return /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+\.rels|xl\/worksheets\/[^/]+\.xml)$/.test(
    name,
  );
}

/** Stored, not packed: whoever reads it next need not unpack it again, nor start a worker for it, which the page's policy forbids. */
export function rezipped(files: Readonly<Record<string, Uint8Array>>): ArrayBuffer {
  return Uint8Array.from(zipSync({ ...files }, { level: 0 })).buffer;
}
