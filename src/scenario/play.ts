// Plays a fraud on a node of its own, in a directory that is thrown away, and tells what caught it.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Refusal } from '../flow/answers.ts';
import { checkLog } from '../flow/check-log.ts';
import { RolledBack } from '../flow/published.ts';
import type { ChainDocument } from './chain.ts';
import type { Fraud, FraudAttempt } from './frauds.ts';
import { captureSaid, loadChain } from './load.ts';
import { alterRecord } from './play/alter.ts';
import { enrolDevice, saidBy } from './play/device.ts';
import { openStage, type PlayStage } from './play/stage.ts';

/** One thing that was tried, and what came of it. */
export interface Catch {
  tried: string;
  /** What was to happen did happen: a lie was caught, or an honest statement was taken. */
  asExpected: boolean;
  /** Who noticed: `node`, `log check`, `verifier`; null where there was nothing to notice. */
  by: 'node' | 'log check' | 'verifier' | null;
  code: string | null;
  detail: string;
}

export interface Played {
  name: string;
  title: string;
  story: string;
  /** Everything went as it must. */
  caught: boolean;
  catches: Catch[];
}

/** Plays the fraud from its honest beginning. Throws only where the machinery broke. */
export async function play(fraud: Fraud): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-fraud-'));
  try {
    const catches = await attempt(fraud, folder);
    const caught = catches.length > 0 && catches.every(({ asExpected }) => asExpected);
    return { name: fraud.name, title: fraud.title, story: fraud.story, caught, catches };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function attempt({ chain, attempt: tried }: Fraud, folder: string): Promise<Catch[]> {
  if (tried.kind === 'forked-log') return forkedLog(chain, tried, folder);
  const stage = await openStage(join(folder, 'node'));
  try {
    await loadChain(stage.node, chain);
    switch (tried.kind) {
      case 'capture':
        return await captures(stage, tried);
      case 'alter-record':
        return alteredRecord(stage, tried);
      case 'wrong-signer':
        return await wrongSigner(stage, tried);
      case 'revoked-key':
        return await revokedKey(stage, tried);
    }
  } finally {
    await stage.close();
  }
}

type Attempt<K extends FraudAttempt['kind']> = FraudAttempt & { kind: K };

async function captures(stage: PlayStage, { steps }: Attempt<'capture'>): Promise<Catch[]> {
  const catches: Catch[] = [];
  for (const { said, expected, lot } of steps) {
    const outcome = await captureSaid(stage.node, said);
    catches.push(caughtAtCapture(stage, said, outcome.refusals, expected, lot));
  }
  return catches;
}

function caughtAtCapture(
  stage: PlayStage,
  said: ChainDocument,
  refusals: Refusal[],
  expected: string | null,
  lot?: string,
): Catch {
  const tried = `${nameOf(stage, said.party)} hands in a statement`;
  const [refusal] = refusals;
  if (expected === null) {
    return {
      tried: `${tried}, an honest one`,
      asExpected: refusal === undefined,
      by: null,
      code: null,
      detail: refusal?.detail ?? 'It is taken.',
    };
  }
  const named = lot === undefined || refusal?.lot === lot;
  return {
    tried,
    asExpected: refusal?.code === expected && named,
    by: 'node',
    code: refusal?.code ?? null,
    detail: refusal?.detail ?? 'It was taken.',
  };
}

/** The forger knows the format: disclosures, payload and digest fit each other again, only the signature cannot be made. */
function alteredRecord(
  stage: PlayStage,
  { eventID, lot, declaredGrams, alteredGrams }: Attempt<'alter-record'>,
): Catch[] {
  const before = verdictOn(stage, lot);
  const entry = alterRecord(stage, eventID, declaredGrams, alteredGrams);
  const { findings } = checkLog(stage.world, stage.node);
  const finding = findings.find((one) => one.startsWith(`entry ${entry}:`));
  const after = verdictOn(stage, lot);
  const failure = after.checks.find(({ result }) => result === 'fail');
  const altered = `Entry ${entry} is changed in the database, from ${declaredGrams / 1000} kg to ${alteredGrams / 1000} kg`;
  return [
    {
      tried: 'Evidence taken before',
      asExpected: before.ok,
      by: null,
      code: null,
      detail: before.ok ? 'It verifies.' : 'It does not verify.',
    },
    {
      tried: altered,
      asExpected: finding !== undefined,
      by: 'log check',
      code: null,
      detail: finding ?? `Nothing about entry ${entry} was found.`,
    },
    {
      tried: 'Evidence taken afterwards',
      asExpected: !after.ok && failure?.entries?.includes(entry) === true,
      by: 'verifier',
      code: failure?.code ?? null,
      detail: failure === undefined ? 'It verifies.' : `${failure.name}: ${failure.detail}`,
    },
  ];
}

async function wrongSigner(
  stage: PlayStage,
  { said, signer, expected }: Attempt<'wrong-signer'>,
): Promise<Catch[]> {
  const device = await enrolDevice(stage, signer);
  const size = stage.node.head().size;
  const outcome = await stage.node.record(saidBy({ ...device, party: said.party }, said, stage));
  const [refusal] = outcome.refusals;
  const asExpected = refusal?.code === expected && stage.node.head().size === size;
  const tried = `${nameOf(stage, signer)} signs in the name of ${nameOf(stage, said.party)}`;
  return [
    {
      tried,
      asExpected,
      by: 'node',
      code: refusal?.code ?? null,
      detail: refusal?.detail ?? 'It was taken.',
    },
  ];
}

async function revokedKey(
  stage: PlayStage,
  { party, reason, said, expected }: Attempt<'revoked-key'>,
): Promise<Catch[]> {
  const device = await enrolDevice(stage, party);
  const revoked = await stage.node.revokeKey(party, device.kid, reason);
  if (!revoked.ok) throw new Error(`the key could not be revoked: ${revoked.refusals[0]?.detail}`);
  const outcome = await stage.node.record(saidBy(device, said, stage));
  const [refusal] = outcome.refusals;
  const when = said.document.epcisBody.eventList[0]?.eventTime;
  const tried = `A statement about ${when} is signed with the revoked key of ${nameOf(stage, party)}`;
  return [
    {
      tried,
      asExpected: refusal?.code === expected,
      by: 'node',
      code: refusal?.code ?? null,
      detail: refusal?.detail ?? 'It was taken.',
    },
  ];
}

async function forkedLog(
  chain: Fraud['chain'],
  { shownToOne, shownToOther, lot }: Attempt<'forked-log'>,
  folder: string,
): Promise<Catch[]> {
  const [one, other, old] = ['one', 'other', 'old'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const common = await openStage(one);
  await loadChain(common.node, chain);
  await common.close();
  for (const copy of [other, old]) cpSync(one, copy, { recursive: true });
  const shown = [await showReader(one, shownToOne, lot), await showReader(other, shownToOther, lot)] as const;
  cpSync(join(one, 'published-checkpoint'), join(old, 'published-checkpoint'));
  return [
    readersCompare(
      'The first reader holds the checkpoint of the second against its evidence',
      shown[0].evidence,
      shown[1].checkpoint,
    ),
    readersCompare(
      'The second reader holds the checkpoint of the first against its evidence',
      shown[1].evidence,
      shown[0].checkpoint,
    ),
    await restoredOld(old),
  ];
}

/** Lets one of the two logs go on, and gives what its reader is shown. */
async function showReader(
  directory: string,
  said: ChainDocument,
  lot: string,
): Promise<{ evidence: Uint8Array; checkpoint: string }> {
  const stage = await openStage(directory);
  try {
    const outcome = await captureSaid(stage.node, said);
    if (outcome.outcome === 'refused')
      throw new Error(`the fork refused its own document: ${outcome.refusals[0]?.detail}`);
    return { evidence: evidenceOf(stage, lot), checkpoint: stage.node.checkpoint() };
  } finally {
    await stage.close();
  }
}

function readersCompare(tried: string, evidence: Uint8Array, earlier: string): Catch {
  const alone = verifyEvidence(evidence, { primitives: nodePrimitives });
  const verdict = verifyEvidence(evidence, { primitives: nodePrimitives, earlier });
  const failure = verdict.checks.find(({ result }) => result === 'fail');
  const asExpected = alone.ok && !verdict.ok && failure?.name === 'consistency';
  return {
    tried,
    asExpected,
    by: 'verifier',
    code: failure?.code ?? null,
    detail: failure?.detail ?? 'It verifies.',
  };
}

/** The operator's way out, going back to the copy from before the fork, is barred by what it has published. */
async function restoredOld(directory: string): Promise<Catch> {
  const tried = 'The operator starts the copy from before the fork again';
  try {
    await (await openStage(directory)).close();
    return { tried, asExpected: false, by: 'node', code: null, detail: 'It starts.' };
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault;
    return { tried, asExpected: true, by: 'node', code: 'ROLLED_BACK', detail: fault.message };
  }
}

function verdictOn(stage: PlayStage, lot: string): ReturnType<typeof verifyEvidence> {
  return verifyEvidence(evidenceOf(stage, lot), { primitives: nodePrimitives });
}

function evidenceOf(stage: PlayStage, lot: string): Uint8Array {
  const evidence = stage.node.evidence(lot);
  if (!evidence.ok) throw new Error(`no evidence for ${lot}: ${evidence.refusals[0]?.detail}`);
  return evidence.value;
}

function nameOf(stage: PlayStage, party: string): string {
  return stage.node.party(party)?.name ?? party;
}
