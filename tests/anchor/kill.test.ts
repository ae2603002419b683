// Killed with -9 where it hurts: a letter that is written down leaves once, and what has left is not forgotten.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { anchoredTopic } from '../../src/anchor/evm/contract.ts';
import { openData } from '../../src/store/data.ts';
import { type Liar, openLiar } from './liar.ts';
import { openStage, skip } from './stage.ts';

/** When the process is killed, by what it asks: before the chain has heard it, or after. */
const moments: [when: string, strikes: (liar: Liar, kill: () => void) => void][] = [
  [
    'between keeping and sending',
    (liar, kill) => {
      liar.before = ({ method }) => {
        if (method === 'eth_sendRawTransaction') kill();
      };
    },
  ],
  [
    'between sending and seeing',
    (liar, kill) => {
      liar.lie = ({ method }) => void (method === 'eth_sendRawTransaction' && kill());
    },
  ],
  [
    'between seeing and settling',
    (liar, kill) => {
      liar.lie = ({ method }) => void (method === 'eth_getBlockByHash' && kill());
    },
  ],
];

for (const [when, strikes] of moments) {
  test(`killed ${when}: anchored once, nothing lost`, { skip }, async (t) => {
    const stage = await openStage(t);
    const size = await stage.grow();
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-anchor-'));
    t.after(() => rmSync(directory, { recursive: true, force: true }));
    stage.world.data.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    cpSync(stage.world.directory, directory, { recursive: true });
    rmSync(join(directory, 'writer.pid'), { force: true });
    const liar = await openLiar(t, stage.chain.url);
    const anchors = JSON.stringify([
      { chain: stage.wish.chain, rpc: liar.url, contract: stage.contract, mostGwei: 1000 },
    ]);
    const mining = setInterval(() => void stage.chain.mine().catch(() => {}), 100);
    t.after(() => clearInterval(mining));
    let child = keeping(directory, anchors);
    strikes(liar, () => void child.kill('SIGKILL'));
    const [, signal] = await once(child, 'exit');
    assert.equal(signal, 'SIGKILL');
    Object.assign(liar, { lie: undefined, before: undefined });
    child = keeping(directory, anchors);
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    const filter = { address: stage.contract, fromBlock: '0x0', toBlock: 'latest', topics: [anchoredTopic] };
    assert.equal(((await stage.chain.rpc('eth_getLogs', filter)) as unknown[]).length, 1);
    const data = openData(directory);
    t.after(() => data.close());
    assert.deepEqual(
      data.world.anchored.newest(size).map((one) => one.size),
      [size],
    );
  });
}

function keeping(directory: string, anchors: string): ChildProcess {
  const script = join(import.meta.dirname, 'keeping.ts');
  return spawn(process.execPath, [script, directory, anchors], { stdio: ['ignore', 'ignore', 'inherit'] });
}
