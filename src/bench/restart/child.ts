// A process that comes back: opens the data directory, reads the snapshot as a starting node does, answers one trace.
// Arguments: directory, lot. Prints one line of JSON; times in ms since the process began.
import { walk } from '../../domain/trace/walk.ts';
import { recover } from '../../flow/recover.ts';
import { readData } from '../../store/data.ts';

const [directory = '', lot = ''] = process.argv.slice(2);
const mainAt = performance.now();
const data = readData(directory);
const { ledger } = recover(data.world);
const recoveredAt = performance.now();
const { nodes } = walk(ledger.graph, Number(lot), 'back');
const tracedAt = performance.now();
const firstAndLast = [ledger.lots.textOf(nodes[0]!), ledger.lots.textOf(nodes.at(-1)!)];
process.stdout.write(
  `${JSON.stringify({ mainAt, recoveredAt, tracedAt, nodes: nodes.length, firstAndLast })}\n`,
);
data.close();
