#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { runVerify } from './run-verify.ts';

process.exitCode = runVerify(process.argv.slice(2), {
  readFile: (path) => readFileSync(path),
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
  nowMs: () => Date.now(),
});
