// A witness with its HTTP door, in this process and a directory of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogKey } from '#verifier';
import { serve } from '../../src/http/serve.ts';
import { witnessApp } from '../../src/witness/door.ts';
import { openWitness, type Witness } from '../../src/witness/witness.ts';

export interface WitnessDoor {
  witness: Witness;
  url: string;
  directory: string;
  time: { nowMs: number };
  faults: unknown[];
  post(body: string | Uint8Array<ArrayBuffer>): Promise<{ status: number; type: string; text: string }>;
  close(): Promise<void>;
}

export async function openWitnessDoor(logs: LogKey[], name = 'witness.test/1'): Promise<WitnessDoor> {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-witness-'));
  const time = { nowMs: Date.UTC(2026, 10, 22, 12) };
  const witness = openWitness(directory, { logs, name, nowMs: () => time.nowMs });
  const faults: unknown[] = [];
  const door = await serve(
    witnessApp(witness, (fault) => faults.push(fault)),
    { port: 0, graceMs: 100 },
  );
  return {
    witness,
    url: door.url,
    directory,
    time,
    faults,
    post: async (body) => {
      const response = await fetch(`${door.url}/add-checkpoint`, { method: 'POST', body });
      const type = response.headers.get('content-type') ?? '';
      return { status: response.status, type, text: await response.text() };
    },
    close: async () => {
      await door.close();
      witness.close();
      rmSync(directory, { recursive: true });
    },
  };
}
