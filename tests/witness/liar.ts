// Witnesses as they should not be: real HTTP, real keys, wrong answers.
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cosign, type CosignerKey, cosignerKey, formatSignatureLine, parseAddCheckpoint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { WitnessAddress } from '../../src/witness/ask.ts';

export interface Pen {
  key: CosignerKey;
  /** A signature line over this text with this time. */
  line(text: string, timeSeconds: number): string;
}

export function pen(name: string): Pen {
  const pair = generateKeyPairSync('ed25519');
  const { x = '' } = pair.publicKey.export({ format: 'jwk' });
  const key = cosignerKey(name, Uint8Array.from(Buffer.from(x, 'base64url')), nodePrimitives);
  const signWith = (privateKey: KeyObject) => (message: Uint8Array) => sign(null, message, privateKey);
  return {
    key,
    line: (text, timeSeconds) =>
      formatSignatureLine(cosign(text, key, timeSeconds, signWith(pair.privateKey))),
  };
}

export interface AskedServer {
  address: WitnessAddress;
  /** Requests that came in. */
  asked(): number;
  close(): Promise<void>;
}

/** Answers each add-checkpoint request by `answer`, which gets the text of the note to be cosigned. */
export async function answering(
  key: CosignerKey,
  answer: (response: ServerResponse, text: string, oldSize: number) => void,
): Promise<AskedServer> {
  let count = 0;
  const server = createServer(async (request, response) => {
    count += 1;
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const parsed = parseAddCheckpoint(Buffer.concat(chunks).toString());
    if (!parsed.ok) return void response.writeHead(400).end(parsed.refusal.detail);
    answer(response, parsed.request.note.text, parsed.request.oldSize);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: { key, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    asked: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
