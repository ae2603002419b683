// Signatures as Standard Webhooks has them: HMAC-SHA256 of `id.timestamp.body`, one for each secret that counts.
import { createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from './subscription.ts';

const prefix = 'whsec_';

/** 256 bits; the standard asks for 24 to 64 bytes. */
export function newSecret(): Uint8Array {
  return Uint8Array.from(randomBytes(32));
}

/** As the receiver keeps it. */
export function secretText(secret: Uint8Array): string {
  return `${prefix}${Buffer.from(secret).toString('base64')}`;
}

export function signature(secret: Uint8Array, id: string, atSeconds: number, body: string): string {
  return `v1,${createHmac('sha256', secret).update(`${id}.${atSeconds}.${body}`).digest('base64')}`;
}

/** The headers of one attempt. Its time is that of sending: receivers refuse what is old. */
export function signedHeaders(
  { newest, old }: Secrets,
  { id, body }: { id: string; body: string },
  nowMs: number,
): Record<string, string> {
  const atSeconds = Math.floor(nowMs / 1000);
  const signatures = [newest, ...(old === null ? [] : [old])].map((key) =>
    signature(key, id, atSeconds, body),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(atSeconds),
    'webhook-signature': signatures.join(' '),
  };
}
