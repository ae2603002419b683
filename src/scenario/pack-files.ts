// The packs that come with the installation, as they lie in packs/ (docs/protocol/pack.md).
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, parseJsonStrict, readPack } from '#verifier';

const folders = ['schemes', 'materials'] as const;
const home = join(import.meta.dirname, '../../packs');

/** The pack of a file by its name: `gots` is the newest version here, `gots@5.0` an earlier one. Throws where there is none. */
export function packNamed(name: string): Pack {
  const path = packPaths().get(name);
  if (path === undefined) throw new Error(`there is no pack ${name} in ${home}; see packs/README.md`);
  return packAt(path);
}

/** The same as a `pack` statement tells it. */
export function shippedPack(name: string): { pack: string; version: string; content: Pack } {
  const content = packNamed(name);
  return { pack: content.pack, version: content.version, content };
}

/** Every pack here, schemes first, ascending by file name. */
export function allPacks(): Pack[] {
  return [...packPaths().values()].map(packAt);
}

/** File names without `.json`, by which `packNamed` finds them, with their paths. */
export function packPaths(): Map<string, string> {
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(join(home, folder))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => [file.slice(0, -'.json'.length), join(home, folder, file)] as const),
    ),
  );
}

/** Reads one file. Throws with the path and the first member that is wrong. */
export function packAt(path: string): Pack {
  const json = parseJsonStrict(readFileSync(path, 'utf8'), { maxDepth: 16 });
  if (!json.ok) throw new Error(`${path}: ${json.refusal.detail}`);
  const read = readPack(json.value);
  if (!read.ok) throw new Error(`${path}: ${read.refusal.detail}`);
  return read.pack;
}
