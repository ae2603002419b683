// What the operator of a real serving node is told of witnesses and anchors that fail.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { chainOfLog, formatVerifierKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { openTestWorld } from '../../../tests/support/world.ts';
import type { OperatingState } from '../../http/operate/operating.ts';
import type { Io } from '../io.ts';
import { Session } from '../session.ts';
import { anchorWishes } from './anchors.ts';
import { runNode } from './run.ts';

const io: Io = {
  ...{ write: () => {}, tell: () => {}, nowMs: () => Date.now() },
  ...{ interactive: false, colour: false, environment: { sealing: undefined, passphrase: undefined } },
  askSecret: async () => undefined,
  untilStopped: async () => {},
};

test('a witness that is silent and an anchor that is not set up are late, with code and time', async () => {
  const world = await openTestWorld({ nowMs: Date.now() });
  const session = new Session(io, { data: world.directory });
  const { key } = world.node.head();
  const chain = chainOfLog(key.name, nodePrimitives);
  const file = `${world.directory}/anchors.json`;
  const party = world.node.operator;
  writeFileSync(
    file,
    JSON.stringify([{ chain, url: 'http://127.0.0.1:9', key: formatVerifierKey(key), party }]),
  );
  const { publicKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  const witness = { type: 'cosigner', name: 'witness.example', keyId: '01020304', publicKey: raw } as const;
  const serving = await runNode(
    session,
    { data: world.data, node: world.node, world: world.data.world, close: async () => {} },
    {
      ...{ port: 0, host: '127.0.0.1', open: 'none', showcase: [], anchors: anchorWishes(session, file) },
      // Nothing listens there.
      witnesses: [{ key: witness, url: 'http://127.0.0.1:9' }],
      witnessEveryMs: 50,
    },
  );
  const headers = { 'x-api-key': readFileSync(serving.operatorKeyFile ?? '', 'utf8').trim() };
  const asked = async (): Promise<OperatingState> =>
    (await (await fetch(`${serving.url}/operate`, { headers })).json()) as OperatingState;
  let state = await asked();
  for (let tries = 0; state.late.length < 2 && tries < 600; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    state = await asked();
  }
  const late = new Map(state.late.map(({ code, what, sinceMs }) => [code, { what, sinceMs }]));
  assert.equal(late.get('WITNESS_SILENT')?.what, 'witness.example');
  assert.equal(late.get('ANCHOR_NOT_SET_UP')?.what, chain);
  for (const { sinceMs } of late.values()) assert.ok(sinceMs !== null && sinceMs <= state.nowMs);
  assert.deepEqual(
    [state.anchors[0]?.kind, state.anchors[0]?.settledSize, state.witnesses[0]?.signedAtMs],
    ['tlog', 0, null],
  );
  await serving.stop();
  await world.close();
});
