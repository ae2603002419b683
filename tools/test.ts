// `npm test`: types, lint and import order first (they fail fastest), then every test with node's own runner.
// What a machine lacks (Chromium, PostgreSQL, strace, ../shared) is skipped by name, and the names are printed.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { filesUnder } from './tidy.ts';

const root = join(import.meta.dirname, '..');
const only = process.argv.slice(2);

function check(name: string, command: string, args: string[]): boolean {
  const passed = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
  console.log(`${passed ? '✔' : '✖'} ${name}`);
  return passed;
}

/** Of these many take a minute: begun first, so that none of them is what all others have long ended before. */
const long = /\/tests\/(web|e2e|fault)\//;

function testFiles(): string[] {
  const files = ['verifier', 'contract', 'design', 'src', 'web', 'tests', 'tools'].flatMap((folder) =>
    filesUnder(join(root, folder)),
  );
  const asked = files.filter(
    (path) => path.endsWith('.test.ts') && (only.length === 0 || only.some((part) => path.includes(part))),
  );
  return [...asked.filter((path) => long.test(path)), ...asked.filter((path) => !long.test(path))];
}

// Hundreds of processes read the same sources: compiled once for all of them, and for the programs that they start.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/selvedge');

const checks: [string, string, string[]][] = [
  ['types', 'node', ['tools/types.ts']],
  ['lint', 'biome', ['lint', '--error-on-warnings', '.']],
  ['import order', 'node', ['tools/tidy.ts']],
];
// With part of a path as argument only the matching test files are run, without the checks.
const asked = only.length > 0 ? [] : checks;
const broken = asked.filter(([name, command, args]) => !check(name, command, args));

const counts = { passed: asked.length - broken.length, failed: broken.length };
const skipped: string[] = [];
// A test file that never ends is a failure, not a wait.
const mostMsAFile = 10 * 60_000;
// One more than there are processors: most tests wait for a browser, a server or a disk some of the time.
const concurrency = availableParallelism() + 1;
const stream = run({ files: testFiles(), concurrency, timeout: mostMsAFile });
// Only leaves count: a suite that holds tests would count them twice.
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip !== undefined)
    skipped.push(`${event.name}${typeof event.skip === 'string' ? `: ${event.skip}` : ''}`);
  else counts.passed += 1;
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') counts.failed += 1;
});
stream.on('end', () => {
  for (const name of skipped) console.log(`skipped  ${name}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${skipped.length} skipped`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
});
stream.compose(new spec()).pipe(process.stdout);
