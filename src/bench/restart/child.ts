// A process that comes back: opens the data directory, reads the snapshot as a starting node does, answers one trace.
// Arguments: directory, lot. Prints one line of JSON; times in ms since the process began.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const mainAt = performance.now();
// As src/main.ts does, and in the same place.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/selvedge'));
const { walk } = await import('../../domain/trace/walk.ts');
const { recover } = await import('../../flow/recover.ts');
const { readData } = await import('../../store/data.ts');

const [directory = '', lot = ''] = process.argv.slice(2);
const loadedAt = performance.now();
const data = readData(directory);
const { ledger, fromSize } = recover(data.world);
if (fromSize === 0) throw new Error('the snapshot was left aside');
const recoveredAt = performance.now();
const { nodes } = walk(ledger.graph, Number(lot), 'back');
const tracedAt = performance.now();
const firstAndLast = [ledger.lots.textOf(nodes[0]!), ledger.lots.textOf(nodes.at(-1)!)];
process.stdout.write(
  `${JSON.stringify({ mainAt, loadedAt, recoveredAt, tracedAt, nodes: nodes.length, firstAndLast })}\n`,
);
data.close();
