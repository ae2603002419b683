// GET /problems/{code}: what the `type` of a problem points at.
import { problemKind, problemKinds } from '../problem/catalogue.ts';
import { problem, problemType } from '../problem/problem.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const html = 'text/html';

export function getProblem(call: Call): Response {
  const name = call.c.req.param('code') ?? '';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'That is not the name of a problem.' }]);
  const code = name.toUpperCase().replaceAll('-', '_');
  return call.wanted === html ? asPage(code) : asJson(code);
}

export function getProblems(call: Call): Response {
  const codes = Object.keys(problemKinds);
  if (call.wanted !== html) return replyJson(200, { member: codes.map(kindOf) });
  const rows = codes.map(
    (code) => `<li><a href="${problemType(code)}">${code}</a>: ${problemKind(code).title}</li>`,
  );
  return page('Problems', `<ul>${rows.join('\n')}</ul>`);
}

function kindOf(code: string): Record<string, unknown> {
  const { title, status, exception, meaning } = problemKind(code);
  return {
    code,
    type: problemType(code),
    title,
    status,
    epcisException: `epcisException:${exception}`,
    meaning,
  };
}

function asJson(code: string): Response {
  return replyJson(200, kindOf(code));
}

function asPage(code: string): Response {
  const { title, status, exception, meaning } = problemKind(code);
  return page(
    title,
    `<p><code>${code}</code>, status ${status}, EPCIS ${exception}</p><p>${escaped(meaning)}</p><p><a href="/problems">All problems</a></p>`,
  );
}

function page(title: string, body: string): Response {
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><h1>${escaped(title)}</h1>${body}</html>\n`;
  return reply(200, text, { 'content-type': 'text/html; charset=utf-8' });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
