// `selvedge bench generate`: a large, honest chain as NDJSON, one `{ party, document }` a line, for load from outside.
import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { generateChain } from '../scenario/generator.ts';
import type { BenchIo } from './io.ts';

const usage = 'usage: selvedge bench generate --lots N [--seed S] [-o FILE]\n';
const mostLots = 20_000_000;
const progressEvery = 1_000;

/** 0 = written, 2 = wrong use. The same lots and seed give the same bytes. */
export async function generate(args: string[], io: BenchIo): Promise<number> {
  const wishes = wishesOf(args);
  if (wishes === undefined) {
    io.err(usage);
    return 2;
  }
  const file = wishes.output === undefined ? undefined : createWriteStream(wishes.output);
  let documents = 0;
  for (const said of generateChain(wishes)) {
    const line = `${JSON.stringify(said)}\n`;
    if (file === undefined) io.out(line);
    else if (!file.write(line)) await once(file, 'drain');
    documents += 1;
    if (documents % progressEvery === 0) io.err(`${documents * 64} of ${wishes.lots} lots\n`);
  }
  if (file !== undefined) await finished(file);
  return 0;
}

async function finished(file: WriteStream): Promise<void> {
  file.end();
  await once(file, 'finish');
}

function wishesOf(args: string[]): { lots: number; seed: number; output: string | undefined } | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        lots: { type: 'string' },
        seed: { type: 'string', default: '1' },
        output: { type: 'string', short: 'o' },
      },
    });
    const [lots, seed] = [Number(values.lots), Number(values.seed)];
    const sound = Number.isInteger(lots) && lots > 0 && lots <= mostLots && Number.isInteger(seed);
    return sound ? { lots, seed, output: values.output } : undefined;
  } catch {
    return undefined;
  }
}
