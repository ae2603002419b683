// Where cheats are tried: an honest beginning that witness, chain and mirrors have seen, and a copy of it all for each.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVerifierKey, type LogKey } from '#verifier';
import { makeEvmKey } from '../../anchor/evm/key.ts';
import type { Signer } from '../../flow/device.ts';
import { openNode } from '../../flow/open-node.ts';
import { openData } from '../../store/data.ts';
import { anchorIn } from './anchoring.ts';
import { tellBeginning } from './beginning.ts';
import { openPlace, type Place } from './chain.ts';
import { openMirroring, type Mirroring } from './mirroring.ts';
import { copied, openStage, origin, type Stage, type StageOptions } from './stage.ts';
import { openWitnessDoor, type WitnessDoor } from './witness-door.ts';

/** What is honest, and lies on disk: it is played once. */
export interface Beginning {
  readonly root: string;
  readonly place: Place | undefined;
  readonly stolen: Signer;
  readonly logKey: LogKey;
  readonly clock: { nowMs: number };
  close(): Promise<void>;
}

/** One cheat's own copy of the beginning, with everybody in it who may notice. */
export interface Ground {
  readonly beginning: Beginning;
  readonly clock: { nowMs: number };
  readonly log: LogKey;
  /** The log's verifier key, which everybody outside knows. */
  readonly vkey: string;
  readonly witness: WitnessDoor;
  readonly mirrors: { readonly blind: Mirroring; readonly seeing: Mirroring };
  /** The honest node, open. */
  readonly honest: Stage;
  /** Files that other readers were given before. */
  readonly given: Uint8Array[];
  /** Checkpoints that everybody has seen, the oldest first. */
  readonly seen: readonly string[];
  /** Another node with the same keys and log: the honest one as it lies on disk, which is closed for it and opened again. */
  twin(options?: Partial<StageOptions>): Promise<Stage>;
  /** A node in a directory that the cheat has prepared. */
  open(directory: string, options?: Partial<StageOptions>): Promise<Stage>;
  /** A copy of the beginning's store, closed. */
  store(): string;
  /** What the witness, the chain and the mirrors do with an honest head; then the head counts as seen by all. */
  see(stage: Stage): Promise<void>;
  close(): Promise<void>;
}

const startMs = Date.UTC(2026, 0, 20, 12);

/** Plays the beginning. Files lie in memory where the machine has such a place. */
export async function begin(): Promise<Beginning> {
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'selvedge-cheat-'));
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  process.once('exit', remove);
  let place: Place | undefined;
  const close = async (): Promise<void> => {
    await place?.chain.stop();
    process.off('exit', remove);
    remove();
  };
  try {
    place = await openPlace();
    const clock = { nowMs: startMs };
    const { stolen, logKey } = await playBeginning(join(root, 'store'), clock);
    const beginning: Beginning = { root, place, stolen, logKey, clock, close };
    await firstSeen(beginning);
    await place?.keep();
    return beginning;
  } catch (fault) {
    await close();
    throw fault;
  }
}

async function playBeginning(
  store: string,
  clock: { nowMs: number },
): Promise<{ stolen: Signer; logKey: LogKey }> {
  const data = openData(store, { nowMs: () => clock.nowMs });
  const node = await openNode(data.world, { origin });
  try {
    makeEvmKey(data.world.vault, origin);
    const stolen = await tellBeginning({
      directory: store,
      data,
      world: data.world,
      node,
      close: async () => {},
    });
    node.checkpoint();
    return { stolen, logKey: node.head().key };
  } finally {
    await node.close();
    data.close();
  }
}

/** Everybody outside has seen the beginning before any cheat. */
async function firstSeen(beginning: Beginning): Promise<void> {
  const ground = await groundIn(beginning, beginning.root);
  await ground.see(ground.honest);
  await ground.close();
}

/** A copy of all that lies on disk, and the chain as it was. */
export async function openGround(beginning: Beginning): Promise<Ground> {
  const folder = mkdtempSync(join(beginning.root, 'ground-'));
  for (const part of ['store', 'witness', 'mirror-blind', 'mirror-seeing'])
    cpSync(join(beginning.root, part), join(folder, part), { recursive: true });
  await beginning.place?.goBack();
  const ground = await groundIn(beginning, folder);
  const close = async (): Promise<void> => {
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...ground, close };
}

async function groundIn(beginning: Beginning, folder: string): Promise<Ground> {
  const { logKey, place } = beginning;
  const clock = { nowMs: startMs };
  const options: StageOptions = { nowMs: () => clock.nowMs };
  const store = join(folder, 'store');
  const pristine = (): string => copied(join(beginning.root, 'store'));
  const opened: Stage[] = [];
  const open: Ground['open'] = async (directory, change = {}) => {
    const stage = await openStage(directory, { ...options, ...change });
    opened.push(stage);
    return stage;
  };
  const honest = await open(store);
  const seen = [honest.node.checkpoint()];
  const witness = await openWitnessDoor(join(folder, 'witness'), logKey, clock);
  const mirrors = {
    blind: await openMirroring(join(folder, 'mirror-blind'), { witness, logKey, clock, reads: 'public' }),
    seeing: await openMirroring(join(folder, 'mirror-seeing'), { witness, logKey, clock, reads: 'full' }),
  };
  return {
    ...{ beginning, clock, log: logKey, vkey: formatVerifierKey(logKey), witness, mirrors, honest, open },
    ...{ seen, given: [] },
    store: pristine,
    twin: (change) => open(pristine(), change),
    see: async (stage) => {
      const asked = await witness.cosign(stage);
      if (!asked.ok) throw new Error(`an honest head was not cosigned: ${asked.detail}`);
      const trouble = place && (await anchorIn(place, stage));
      if (trouble !== undefined) throw new Error(`an honest head was not anchored: ${trouble.detail}`);
      await mirrors.blind.look(stage.node);
      await mirrors.seeing.look(stage.node);
      seen.push(stage.node.checkpoint());
    },
    close: async () => {
      for (const stage of opened) await stage.close();
      await mirrors.blind.close();
      await mirrors.seeing.close();
      await witness.close();
    },
  };
}
