// Scripts for browsers, put together from the sources when somebody asks for them: there is no build to forget.
import { join } from 'node:path';
import { build } from 'esbuild';

const browser = join(import.meta.dirname, '../browser');

export type BrowserScript = 'verify-page' | 'check-button' | 'check-verdict';

/** One text with all it needs. Takes a tenth of a second: the caller keeps it. Rejects where esbuild cannot run. */
export async function bundle(script: BrowserScript): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(browser, `${script}.ts`)],
    bundle: true,
    write: false,
    minify: true,
    // The page's script stands inline and reads its own text, which a module cannot.
    format: script === 'verify-page' ? 'iife' : 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}
