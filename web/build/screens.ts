// What web/src/routes.tsx says: which screen stands at which address, and which of them are near the door.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './options.ts';

export interface ScreenSource {
  /** As the router has it: `/lots/$id`. */
  path: string;
  /** From the root of the repository. */
  source: string;
  /** Opened first, or without a line: what it says comes with the application. */
  isNear: boolean;
}

/** In the order in which they stand there. Throws where a line has another form: then its files would come late. */
export function screenSources(): ScreenSource[] {
  const text = readFileSync(join(root, 'web/src/routes.tsx'), 'utf8');
  const lines = text.split('\n').filter((line) => /^\s+(?:near|screen)\('/.test(line));
  return lines.map((line) => {
    const [, kind, path, file] = /(near|screen)\('([^']+)', \(\) => import\('\.\/([^']+)'\)/.exec(line) ?? [];
    if (path === undefined || file === undefined)
      throw new Error(`no screen that the build can read: ${line}`);
    return { path, source: `web/src/${file}`, isNear: kind === 'near' };
  });
}
