#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node must be able to read this far and say what to do.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `selvedge needs Node 24 or newer, and this is Node ${major}.${minor}.\n` +
      'In a checkout, `npm run --silent selvedge -- ...` brings Node 24 by itself; elsewhere install Node 24.',
  );
  process.exitCode = 2;
} else {
  import('../src/main.ts');
}
