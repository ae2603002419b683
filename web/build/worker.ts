// The service worker, told what every phone keeps. Other screens are kept when they are used.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';
import { common, root } from './options.ts';

/**
 * `soon`: what the forms need, kept before the worker is in charge. `later`: what else works without a line, fetched behind it, so that a bad
 * line is free for whoever waits.
 */
export async function workerOf(soon: readonly string[], later: readonly string[]): Promise<string> {
  const version = createHash('sha256')
    .update([...soon, ...later].join())
    .digest('hex')
    .slice(0, 12);
  const { outputFiles } = await build({
    ...common,
    entryPoints: [join(root, 'web/src/offline/worker.ts')],
    format: 'iife',
    define: {
      SOON: JSON.stringify(soon),
      LATER: JSON.stringify(later),
      VERSION: JSON.stringify(version),
    },
  });
  return outputFiles[0]!.text;
}
