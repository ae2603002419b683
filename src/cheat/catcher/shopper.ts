// Shoppers: they have files, the log's verifier key and the verifier, and never talk to the node but to ask for a file.
import { besideEvidence, type Check, parseEvidence, type Verdict } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Catch, Catcher, Scene } from '../cheat.ts';
import type { Ground } from '../ground/ground.ts';
import { evidenceOf } from '../operator/file.ts';
import { verdictOn } from '../proof/proof.ts';

/** With one file and nothing else. */
export function oneFile({ vkey }: Ground): Catcher {
  return {
    name: 'one file',
    look: async (scene) => first(filesOf(scene), (file) => refusedFile(file, verdictOn(file, vkey))),
  };
}

const dayMs = 24 * 3_600_000;

/** With one file, and the wish that a witness which the shopper names has cosigned its head within a day. */
export function fileAndPolicy({ vkey, witness, clock }: Ground): Catcher {
  return {
    name: 'file and policy',
    look: async (scene) =>
      first(filesOf(scene), (file) => {
        const wishes = { witnesses: [witness.vkey], nowMs: clock.nowMs, oldestMs: dayMs };
        const found = refusedFile(file, verdictOn(file, vkey, undefined, wishes));
        // That nobody has cosigned it is reason enough to leave it, and proves nothing to others.
        return found && { ...found, proof: verdictOn(file, vkey).ok ? null : found.proof };
      }),
  };
}

/** With files and checkpoints that others were given, or the same shopper before. */
export function twoFiles({ vkey, seen, given, honest }: Ground, kept: readonly string[]): Catcher {
  const earlier: string[] = [];
  const files: Uint8Array[] = kept.flatMap((lot) => evidenceOf(honest.node, lot) ?? []);
  return {
    name: 'two files',
    look: async (scene) => {
      const shown = filesOf(scene);
      const found =
        first([...seen, ...earlier], (checkpoint) => heldAgainst(scene, checkpoint, vkey)) ??
        first([...files, ...given, ...shown], (one) =>
          first(shown, (other) => besideEachOther(one, other, vkey)),
        );
      files.push(...shown);
      earlier.push(...shown.map((file) => checkpointIn(file)));
      return found;
    },
  };
}

function filesOf(scene: Scene, since?: number): Uint8Array[] {
  const { node } = scene.stage;
  const file = scene.file ?? evidenceOf;
  return scene.asked.flatMap((lot) => file(node, lot, since) ?? []);
}

function refusedFile(file: Uint8Array, verdict: Verdict): Catch | null {
  const failure = verdict.checks.find(({ result }) => result === 'fail');
  if (failure !== undefined) return caughtBy(failure, file);
  // What a file leaves open it says itself: no reader who reads the verdict is deceived.
  const [gap] = verdict.answer?.gaps ?? [];
  return gap === undefined
    ? null
    : { code: 'GAP', detail: `The verdict says what is missing: ${gap.detail}`, proof: null };
}

function caughtBy({ name, code, detail }: Check, file: Uint8Array): Catch {
  return { code: code ?? name, detail, proof: { kind: 'file', file } };
}

/** Asks for a file with the proof that the log has grown from the checkpoint. */
function heldAgainst(scene: Scene, earlier: string, vkey: string): Catch | null {
  const size = Number(earlier.split('\n')[1]);
  const head = scene.stage.node.head();
  if (head.size < size) {
    const detail = `The log has ${head.size} entries, and had ${size} before.`;
    return { code: 'LOG_SHORTER', detail, proof: null };
  }
  return first(filesOf(scene, size), (file) => {
    const verdict = verdictOn(file, vkey, earlier);
    const check = verdict.checks.find(({ name }) => name === 'consistency');
    if (check?.result !== 'fail') return null;
    return { code: check.code ?? '', detail: check.detail, proof: { kind: 'file', file, earlier } };
  });
}

function besideEachOther(one: Uint8Array, other: Uint8Array, vkey: string): Catch | null {
  if (one === other) return null;
  const beside = besideEvidence(one, other, { primitives: nodePrimitives, logKey: vkey });
  const [found] = beside.findings;
  if (found === undefined || !beside.one.ok || !beside.other.ok) return null;
  const detail = `Both files verify. ${found.detail}`;
  // Whoever passed the file on may have cut it: the operator has not signed that it is whole.
  return { code: found.code, detail, proof: found.proves ? { kind: 'files', one, other } : null };
}

function checkpointIn(file: Uint8Array): string {
  const parsed = parseEvidence(file);
  return parsed.ok ? parsed.evidence.checkpoint : '';
}

function first<T>(all: Iterable<T>, look: (one: T) => Catch | null): Catch | null {
  for (const one of all) {
    const found = look(one);
    if (found !== null) return found;
  }
  return null;
}
