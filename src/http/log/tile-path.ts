// Paths of tiles as C2SP tlog-tiles writes them: `0/x001/x234/067`, `entries/273.p/112`. One path for each tile:
// anything written another way is refused, so that caches hold each tile once.
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';

export interface TilePath {
  /** null = a bundle of entries. */
  level: number | null;
  index: number;
  /** 256 for a full tile. */
  width: number;
}

const form = /^(entries|\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads what follows `/log/tile/`; TILE_PATH_INVALID for everything that the specification does not write. */
export function readTilePath(path: string): Answer<TilePath> {
  const [, level, elements = '', partial] = form.exec(path) ?? [];
  const index = Number(elements.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? 256 : Number(partial);
  const canonical = elements === indexElements(index) && Number.isSafeInteger(index);
  if (level === undefined || !canonical || (partial !== undefined && width > 255)) {
    return refused(
      'TILE_PATH_INVALID',
      'Write <level>/<index>[.p/<width>] with an index such as x001/x234/067.',
    );
  }
  return { ok: true, value: { level: level === 'entries' ? null : Number(level), index, width } };
}

/** 1234067 → `x001/x234/067`. */
export function indexElements(index: number): string {
  const groups =
    String(index)
      .padStart(Math.ceil(String(index).length / 3) * 3, '0')
      .match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}
