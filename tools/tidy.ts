// The architecture as one ordered list: a file may import from its own place or from a place above it.
// Also watches the effects that the ES library itself still offers to the pure core (time and chance).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

const order = [
  'verifier/src',
  'contract',
  'design',
  'src/domain/epcis',
  'src/domain/statement',
  'src/domain/party',
  'src/domain/record',
  'src/domain/log',
  'src/domain/lot',
  'src/domain/holdings',
  'src/domain/trace',
  'src/domain/ledger',
  'src/domain/report',
  'src/domain/scan',
  'src/domain/passport',
  'web',
  'src/flow',
  'src/webhook',
  'src/store',
  'src/anchor',
  'src/credential',
  'src/scenario',
  'src/account',
  'src/http',
  'src/witness',
  'src/mirror',
  'src/cheat',
  'src/bench',
  'src/cli',
  'src/main.ts',
];
const pure = ['verifier/src', 'src/domain'];
const banned: [RegExp, string][] = [
  [/\bDate\.now\(|\bnew Date\(\)/, 'a time passed in as an argument'],
  [/\bMath\.random\(|\bcrypto\.getRandomValues\(/, 'random bytes passed in as an argument'],
];
const neverNamed = /(^|\/)(utils?|common|shared|lib|helpers?|types|services?|managers?)(\.ts|\/)/;

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/dist/'));
}

function placeOf(path: string): number {
  return order.findIndex((place) => path === place || path.startsWith(`${place}/`));
}

function importsOf(path: string, text: string): string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return specifiers.flatMap((specifier) => {
    if (specifier === '#verifier') return ['verifier/src/index.ts'];
    return specifier.startsWith('.') ? [normalize(join(dirname(path), specifier))] : [];
  });
}

function arrowFindings(path: string, text: string): string[] {
  const place = placeOf(path);
  if (place === -1) return [`${path}: stands in no place of the list in tools/tidy.ts`];
  return importsOf(path, text)
    .filter((target) => placeOf(target) > place)
    .map((target) => `${path}: imports ${target}, which stands below it`);
}

function effectFindings(path: string, text: string): string[] {
  if (path.endsWith('.test.ts') || !pure.some((place) => path.startsWith(place))) return [];
  return banned
    .filter(([pattern]) => pattern.test(text))
    .map(([pattern, instead]) => `${path}: ${pattern.source} in the pure core; use ${instead}`);
}

/** Every breach of the import order, the pure core's bans and the naming rule, as sentences. */
export function tidy(root: string): string[] {
  const paths = ['verifier/src', 'contract', 'design', 'src', 'web']
    .flatMap((place) => filesUnder(join(root, place)))
    .map((p) => relative(root, p));
  return paths.flatMap((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const named = neverNamed.test(path)
      ? [`${path}: say what it is about instead of ${path.match(neverNamed)?.[2]}`]
      : [];
    return [...named, ...arrowFindings(path, text), ...effectFindings(path, text)];
  });
}

if (import.meta.main) {
  const findings = tidy(join(import.meta.dirname, '..'));
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
