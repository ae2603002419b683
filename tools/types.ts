// Checks every TypeScript project of the repository. The pure ones (verifier, domain) are compiled without
// types for effects, so an import of `node:fs` there is a type error: that is the point of running them apart.
import { spawnSync } from 'node:child_process';

const projects = [
  'tsconfig.json',
  'src/domain/tsconfig.json',
  'verifier/tsconfig.json',
  'src/http/page/browser/tsconfig.json',
  'web/tsconfig.json',
  'web/tsconfig.test.json',
];
const failed = projects.filter((project) => {
  const run = spawnSync('tsc', ['-p', project, '--noEmit'], { stdio: 'inherit' });
  return run.status !== 0;
});
if (failed.length > 0) console.error(`types: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
