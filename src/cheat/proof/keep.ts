// Proofs as files, for whoever wants to check them with the commands that everybody has.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consistencyRanges, decodeBase64 } from '#verifier';
import { type Alarm, alarmOf, type AlarmWish } from '../../mirror/alarm.ts';
import type { Proof } from './proof.ts';

/** Writes the parts of the proof into the folder, each under a name that says what it is; the commands that check them. `log`: its verifier key. */
export function keepProof(folder: string, name: string, proof: Proof, log: string): string[] {
  mkdirSync(folder, { recursive: true });
  const write = (part: string, bytes: Uint8Array | string): string => {
    const path = join(folder, `${name}.${part}`);
    writeFileSync(path, bytes);
    return path;
  };
  const json = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;
  const key = `--key '${log}'`;
  switch (proof.kind) {
    case 'file': {
      const file = write('evidence', proof.file);
      const earlier = proof.earlier === undefined ? '' : ` --earlier ${write('checkpoint', proof.earlier)}`;
      return [`selvedge verify ${file} ${key}${earlier}`];
    }
    case 'files': {
      const [one, other] = [proof.one, proof.other].map((file, at) => write(`${at + 1}.evidence`, file));
      return [`selvedge verify ${one} --beside ${other} ${key}`];
    }
    case 'anchor':
      write('anchor.json', json(proof));
      return [];
    case 'heads':
      return [`selvedge mirror --alarm ${write('alarm.json', json(forkAlarm(proof, log)))} ${key}`];
    case 'alarm':
      return [`selvedge mirror --alarm ${write('alarm.json', proof.text)} ${key}`];
  }
}

/** Two heads in the form of a mirror's alarm, which everybody has a command for. */
function forkAlarm({ earlier, later, root, consistency }: Proof & { kind: 'heads' }, log: string): Alarm {
  const [from, to] = [sizeIn(earlier), sizeIn(later)];
  const ranges = from === to ? [] : consistencyRanges(from, to);
  const hashes = consistency.map((hash, at) => ({
    lo: ranges[at]![0],
    hi: ranges[at]![1],
    hash: decodeBase64(hash)!,
  }));
  // An older tree that is perfect is itself a node of the newer one, and the proof leaves it out.
  const isPerfect = Number.isInteger(Math.log2(from)) && from !== to;
  const parts = isPerfect ? [{ lo: 0, hi: from, hash: decodeBase64(root)! }, ...hashes] : hashes;
  const wish: AlarmWish = {
    code: 'FORKED',
    detail: `The log has signed a head of ${from} entries and one of ${to} that cannot be of one log.`,
    subject: `${from}`,
    heads: [
      { from: 'shown now', note: later },
      { from: 'signed before', note: earlier },
    ],
    parts,
  };
  return alarmOf(wish, { foundAtMs: 0, node: log.split('+')[0]!, log });
}

function sizeIn(note: string): number {
  return Number(note.split('\n')[1]);
}
