// The node on which a case is played: real store, real keys, a clock that the case sets, and the world of the case.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Refusal } from '../../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import { openData } from '../../store/data.ts';
import type { CaseForm } from './read.ts';
import type { PartyForm } from './form.ts';
import { CaseMistake, under } from './mistake.ts';
import { Names } from './names.ts';
import { instantMs } from './instant.ts';
import type { PackOf } from './packs.ts';

export interface CaseStage {
  readonly node: SelvedgeNode;
  readonly names: Names;
  readonly packOf: PackOf;
  /** The node's clock. */
  readonly clock: { nowMs: number };
  close(): Promise<void>;
}

/** Rules and trust of a case count from here on. */
export const beginning = '2020-01-01T00:00:00Z';
const usualStartMs = Date.UTC(2025, 8, 1);
const hourMs = 3_600_000;

/** Opens a node in a directory of its own, in memory where the machine has such a place, with the world of the case on it. */
export async function openCase(one: CaseForm, packOf: PackOf): Promise<CaseStage> {
  const clock = { nowMs: startOf(one) };
  const directory = mkdtempSync(join(memory(), 'selvedge-case-'));
  const data = openData(directory, { nowMs: () => clock.nowMs });
  const throwAway = (): void => {
    data.close();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const node = await openNode(data.world, { origin: 'case.example/log' });
    const names = new Names(one.world, node.operator);
    const close = async (): Promise<void> => {
      await node.close();
      throwAway();
    };
    await settle(node, names, one, packOf);
    return { node, names, packOf, clock, close };
  } catch (fault) {
    throwAway();
    throw fault;
  }
}

function memory(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

/** An hour before the first step that tells its time. */
function startOf({ steps }: CaseForm): number {
  const first = steps.find(({ at }) => at !== null);
  return first === undefined ? usualStartMs : instantMs(first.at!, under(first.place, 'at')) - hourMs;
}

/** Parties, places and products first, then the packs and the trust of the operator. */
async function settle(node: SelvedgeNode, names: Names, one: CaseForm, packOf: PackOf): Promise<void> {
  const place = { file: one.file, pointer: '/world' };
  const { parties, products, packs, trust } = one.world;
  await Promise.all(
    Object.entries(parties).map(async ([name, { name: told, country, region }]) => {
      const admission = { party: names.party(name, place), name: told, country };
      taken(await node.admitParty(region === null ? admission : { ...admission, region }), one, name);
    }),
  );
  await Promise.all([
    ...Object.entries(parties).flatMap(([name, party]) => sitesOf(node, names, one, name, party)),
    ...Object.entries(products).map(async ([name, { of, members }]) => {
      const product = { product: names.product(name, place), party: names.party(of, place), ...members };
      taken(await node.registerProduct(product), one, name);
    }),
  ]);
  for (const pack of packs) await adopt(node, one, pack, packOf);
  if (Object.keys(trust).length > 0) {
    const anchors = Object.entries(trust).map(([name, schemes]) => ({
      party: names.party(name, place),
      schemes,
    }));
    taken(await node.say(node.operator, 'trust', { anchors, from: beginning }), one, 'trust');
  }
}

function sitesOf(
  node: SelvedgeNode,
  names: Names,
  one: CaseForm,
  owner: string,
  { name: told, country, region, sites }: PartyForm,
): Promise<void>[] {
  const place = { file: one.file, pointer: `/world/parties/${owner}` };
  const all = Object.keys(sites).length === 0 ? { [owner]: { country: null, processes: [] } } : sites;
  return Object.entries(all).map(async ([name, site]) => {
    const facility = {
      facility: names.site(name, place),
      party: names.party(owner, place),
      name: `${told}, ${name}`,
      country: site.country ?? country,
      ...(region !== null && site.country === null && { region }),
      ...(site.processes.length > 0 && { processes: [...site.processes] }),
    };
    taken(await node.registerFacility(facility), one, name);
  });
}

async function adopt(node: SelvedgeNode, one: CaseForm, pack: string, packOf: PackOf): Promise<void> {
  const told = packOf(pack, { file: one.file, pointer: '/world/packs' });
  taken(await node.say(node.operator, 'pack', { ...told, from: beginning }), one, pack);
}

function taken(answer: Answer<unknown>, { file }: CaseForm, what: string): void {
  if (answer.ok) return;
  const [first]: Refusal[] = answer.refusals;
  throw new CaseMistake({ file, pointer: '/world' }, `${what}: ${first?.code} ${first?.detail}`);
}
