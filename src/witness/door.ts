// The witness over HTTP (c2sp.org/tlog-witness): its own statuses and texts, where the node's door has problem documents.
import { Hono } from 'hono';
import { readBody, textOf } from '../http/request/body.ts';
import { reply } from '../http/request/reply.ts';
import type { Witness, WitnessAnswer } from './witness.ts';

/** 63 hashes and a checkpoint with a dozen of the longest signatures there are (ML-DSA-44) fit in. */
const requestBytesMax = 64 * 1024;

const plain = { 'content-type': 'text/plain; charset=utf-8' };

export function witnessApp(witness: Witness, report: (fault: unknown) => void): Hono {
  const app = new Hono();
  app.post('/add-checkpoint', async (c) => {
    const body = await readBody(c, requestBytesMax);
    if (body.ok) return answered(witness.add(textOf(body.value)));
    const [refusal] = body.refusals;
    return text(refusal?.code === 'BODY_TOO_LARGE' ? 413 : 400, refusal?.detail ?? 'no body');
  });
  app.all('/add-checkpoint', () => text(405, 'POST it', { allow: 'POST' }));
  app.get('/:hash/checkpoint', (c) => {
    const note = witness.latest(c.req.param('hash'));
    return note === undefined ? text(404, 'nothing signed of such a log') : reply(200, note, noteHeaders);
  });
  app.notFound(() => text(404, 'there is nothing at this address'));
  app.onError((fault) => {
    report(fault);
    return text(500, 'something broke in the witness: no cosignature was given out');
  });
  return app;
}

const noteHeaders = { ...plain, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' };

function answered(answer: WitnessAnswer): Response {
  if (answer.status === 200) return reply(200, answer.cosignature, plain);
  if (answer.status === 409) return reply(409, `${answer.size}\n`, { 'content-type': 'text/x.tlog.size' });
  return text(answer.status, answer.reason);
}

function text(status: number, sentence: string, headers: Record<string, string> = {}): Response {
  return reply(status, `${sentence}\n`, { ...plain, ...headers });
}
