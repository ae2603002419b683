// After `npm install`: the package that brings Node also brings 68 MB of headers for compiling addons, which nothing here does.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '../node_modules/node/node_modules');
if (existsSync(packages)) {
  for (const name of readdirSync(packages)) {
    if (name.startsWith('node-')) rmSync(join(packages, name, 'include'), { recursive: true, force: true });
  }
}
