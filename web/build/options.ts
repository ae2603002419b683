// What every run of esbuild has in common, and the plugins that read our own sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';

export const root: string = join(import.meta.dirname, '../..');

/** The answer has all files in memory. */
type Common = BuildOptions & { write: false };

export const common: Common = {
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  legalComments: 'none',
  logLevel: 'silent',
};

const alias = { '#verifier': join(root, 'verifier/src/index.ts') };

export const ofSources: Common = {
  ...common,
  ...{ jsx: 'automatic', alias },
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** `worker:./checking.ts` is the address of that script with all it needs, as a file of its own: a worker shares no chunks. */
export const workers: Plugin = {
  name: 'workers',
  setup(setup) {
    setup.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      // Its name says what it becomes: the door knows the type of a file by that.
      path: `${join(resolveDir, path.slice('worker:'.length))}.js`,
      namespace: 'workers',
    }));
    setup.onLoad({ filter: /./, namespace: 'workers' }, async ({ path }) => {
      const { outputFiles } = await build({
        ...common,
        entryPoints: [path.slice(0, -'.js'.length)],
        alias,
      });
      return { contents: outputFiles[0]!.contents, loader: 'file' };
    });
  },
};

/**
 * `import { a } from '#verifier'` becomes an import of the file that has `a`. By way of the index each chunk that takes one name would share
 * one chunk with all that anybody takes (measured: 105 KB compressed for a form that needs 20).
 */
export const verifierByFile: Plugin = {
  name: 'verifier-by-file',
  setup(setup) {
    const files = exportsOf(join(root, 'verifier/src'));
    setup.onLoad({ filter: /\/(web\/src|src\/domain)\/.*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const loader = path.endsWith('x') ? 'tsx' : 'ts';
      return {
        contents: text.replace(/import \{([^}]*)\} from '#verifier';/g, (_, names) => byFile(names, files)),
        loader,
      };
    });
  },
};

/** Name → file, as the index says it. */
function exportsOf(folder: string): Map<string, string> {
  const index = readFileSync(join(folder, 'index.ts'), 'utf8');
  const all = [...index.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)';/g)];
  return new Map(
    all.flatMap(([, names = '', file = '']) =>
      namesIn(names).flatMap((name) => (name.includes(' as ') ? [] : [[name, join(folder, file)] as const])),
    ),
  );
}

/** A line for each file; what is renamed there, or not exported by a plain list, still comes by way of the index. On one line: places in the source stay. */
function byFile(names: string, files: ReadonlyMap<string, string>): string {
  return namesIn(names)
    .filter((name) => !name.startsWith('type '))
    .map((name) => `import { ${name} } from '${files.get(name.split(' as ')[0]!) ?? '#verifier'}';`)
    .join(' ');
}

function namesIn(list: string): string[] {
  return list
    .replace(/\/\/.*$/gm, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
