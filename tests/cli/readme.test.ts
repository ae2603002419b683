// The commands of the README are run as they stand there: a README that has gone stale fails.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { harvestDocument } from './documents.ts';
import { root, selvedge, temporaryFolder } from './run.ts';

const prefix = 'npm run --silent selvedge -- ';

/** The words after `selvedge --` of every command in a fenced block, in order; comments cut off. */
function commandsOf(markdown: string): string[][] {
  const blocks = [...markdown.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.startsWith(prefix));
  return lines.map((line) => wordsOf(line.slice(prefix.length).replace(/\s+#.*$/, '')));
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

test('every command of the README does what it says', async (context) => {
  const folder = temporaryFolder();
  context.after(() => folder.remove());
  writeFileSync(folder.file('events.json'), JSON.stringify(harvestDocument()));
  const commands = commandsOf(readFileSync(join(root, 'README.md'), 'utf8'));
  assert.ok(commands.length >= 8, `${commands.length} commands`);
  // What `npm start` has done by then.
  assert.equal((await selvedge(['demo'], { cwd: folder.path })).code, 0);
  const known = new Map<string, string>();
  for (const words of commands) {
    const args = words.map((word) => known.get(word) ?? word);
    const ran = await selvedge(args, { cwd: folder.path });
    assert.equal(ran.code, 0, `${words.join(' ')}\n${ran.out}\n${ran.err}`);
    if (words[0] === 'demo' && words[1] === '--json') known.set('ID', JSON.parse(ran.out).items[0].id);
    if (words[0] === 'party') known.set('PARTY', /urn:uuid:\S+/.exec(ran.out)?.[0] ?? '');
  }
  assert.deepEqual([...known.keys()], ['ID', 'PARTY']);
});
