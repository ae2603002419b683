// Where cases find the packs that they name: among those that lie beside the corpus, then those that come with the node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packAt, shippedPack } from '../pack-files.ts';
import { CaseMistake, type Place } from './mistake.ts';
import type { JsonMembers } from './value.ts';

/** What a `pack` statement tells of a pack; throws CaseMistake where there is none of that name. */
export type PackOf = (name: string, place: Place) => { pack: string; version: string; content: JsonMembers };

/** `folder`: of packs that were made up for cases. */
export function packsOf(folder: string): PackOf {
  return (name, place) => {
    const path = join(folder, `${name}.json`);
    try {
      const { pack, version, content } = existsSync(path) ? madeUp(path) : shippedPack(name);
      return { pack, version, content: content as unknown as JsonMembers };
    } catch (fault) {
      throw new CaseMistake(place, (fault as Error).message);
    }
  };
}

function madeUp(path: string): ReturnType<typeof shippedPack> {
  const content = packAt(path);
  return { pack: content.pack, version: content.version, content };
}
