// The files of a capture: as named, and what lies in named directories, in the order of their names.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotTell } from '../fault.ts';

const taken = /\.(json|jsonld|sdjwt)$/;

/** Throws where a file is missing, or where there is nothing to capture. */
export function fileList(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
  if (files.length === 0)
    throw new CannotTell(`there is no .json, .jsonld or .sdjwt file in ${paths.join(', ')}`);
  return files;
}

export function isStatements(file: string): boolean {
  return file.endsWith('.sdjwt');
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && taken.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
