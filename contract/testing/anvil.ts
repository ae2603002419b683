// A real chain for tests: anvil from npm, on a port of its own, with blocks when the test says so.
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { callRpc, callRpcBatch, type RpcAnswer, type RpcCall } from './rpc.ts';
import { fundedWallet, type Wallet } from './wallet.ts';

export interface ChainWishes {
  /**
   * 'asked' (the default): a block is made by `mine()` only, so a test decides what is in which.
   * A number: a block every so many seconds, as on a real chain. Never on each transaction: under load anvil
   * then leaves transactions lying for ever (foundry-rs/foundry#10122).
   */
  readonly blocks?: 'asked' | number;
  /** 31,337 where nothing is said. CAIP-2 name: `eip155:<chainId>`. */
  readonly chainId?: number;
  /** A port to come back to after `stop`; any free one where nothing is said. */
  readonly port?: number;
  /** Where the chain is read from at start, if it is there, and written to at `stop`. */
  readonly stateFile?: string;
}

export interface TestChain {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly chainId: number;
  readonly blocks: 'asked' | number;
  /** Any JSON-RPC call, anvil's own among them (`anvil_dropTransaction`, `anvil_setBalance`, …). Throws RpcRefusal. */
  rpc(method: string, ...params: unknown[]): Promise<unknown>;
  batch(calls: readonly RpcCall[]): Promise<RpcAnswer[]>;
  /** A key of its own with 1,000 ether. The numbers begin anew with each chain, so keys are the same in each run. */
  wallet(): Promise<Wallet>;
  /** Makes blocks now, whatever the chain does by itself. */
  mine(blocks?: number): Promise<void>;
  /** Puts as many empty blocks in the place of the last ones: what was in those, receipts and all, never was. */
  reorganise(blocks: number): Promise<void>;
  /** Ends the process and waits until it has ended. Calling it again does nothing. */
  stop(): Promise<void>;
}

/** For the option `skip` of a test: false where there is an anvil, otherwise the reason. */
export const noAnvil: string | false = anvilPath() === undefined ? 'no anvil for this machine' : false;

/** Starts a chain and waits until it answers (a quarter of a second). */
export async function startAnvil(wishes: ChainWishes = {}): Promise<TestChain> {
  const path = anvilPath();
  if (path === undefined) throw new Error('no anvil for this machine');
  const { blocks = 'asked', chainId = 31_337 } = wishes;
  const child = spawn(path, anvilArguments({ ...wishes, blocks, chainId }), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const url = `http://${await addressOf(child)}`;
  let wallets = 0;
  const rpc: TestChain['rpc'] = (method, ...params) => callRpc(url, method, params);
  return {
    url,
    chainId,
    blocks,
    rpc,
    batch: (calls) => callRpcBatch(url, calls),
    wallet: () => {
      wallets += 1;
      return fundedWallet(rpc, wallets);
    },
    mine: async (count = 1) => void (await rpc('anvil_mine', `0x${count.toString(16)}`)),
    reorganise: async (count) => void (await rpc('anvil_reorg', count, [])),
    stop: async () => {
      process.off('exit', kill);
      await ended(child);
    },
  };
}

function anvilPath(): string | undefined {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch;
  const file = process.platform === 'win32' ? 'anvil.exe' : 'anvil';
  try {
    return createRequire(import.meta.url).resolve(
      `@foundry-rs/anvil-${process.platform}-${arch}/bin/${file}`,
    );
  } catch {
    return undefined;
  }
}

function anvilArguments({ blocks, chainId, port, stateFile }: ChainWishes): string[] {
  const mining = blocks === 'asked' ? ['--no-mining'] : ['--block-time', String(blocks)];
  const state = stateFile === undefined ? [] : ['--state', stateFile];
  return ['--port', String(port ?? 0), '--chain-id', String(chainId), '--accounts', '1', ...mining, ...state];
}

/** What anvil says it listens on. Its later words are read too, or the pipe would fill. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`anvil ended with ${code}: ${said}`)));
    child.stdout?.on('data', (bytes) => {
      if (said.length < 10_000) said += bytes;
      const address = said.match(/Listening on (\S+)/)?.[1];
      if (address === undefined) return;
      // A test that fails before it stops its chain still ends, and then `exit` takes the chain with it.
      child.unref();
      (child.stdout as Socket).unref();
      resolve(address);
    });
  });
}

/** Asks with SIGTERM, at which anvil writes its state file. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.ref();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
