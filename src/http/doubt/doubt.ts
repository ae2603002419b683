// POST /doubts: whoever reads a page tells that something is not as it is told, without an account. GET /doubts: those who can look into it
// read them. A doubt decides nothing: who may, opens a case (docs/protocol/record.md).
import { canonicalId, digitalLinkPath } from '#verifier';
import type { DoubtQuery } from '../../flow/ports.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { countedAddress } from '../access/address.ts';
import { limitHeaders } from '../access/too-many.ts';
import { untagged } from '../page/answer.ts';
import { doubtPage } from '../page/doubt-page.ts';
import { visitOf } from '../page/visit.ts';
import { problem } from '../problem/problem.ts';
import { readBody, textOf } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { json } from '../request/negotiate.ts';
import { oneOf, type ParameterForm, pairsOf, readParameters, wholeNumber } from '../request/parameters.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { thingsOf } from './concern.ts';
import type { DoubtDesk } from './desk.ts';
import { usualPace } from './pace.ts';
import { doubtLength, doubtSchema, isDoubtKind, plainText, type Refused, type ToldDoubt } from './form.ts';
import { shownDoubt } from './standing.ts';

const doubtForm = formOf<ToldDoubt>(doubtSchema);
/** A form that is filled to its brim, in letters of four bytes each, percent-encoded. */
const mostBytes = 32 * 1024;
/** Nobody reads a page and writes a sentence in less. */
const leastMs = 3_000;

type Taken = 'kept' | 'too-many' | 'no-such-thing';

export async function postDoubt(call: Call): Promise<Response> {
  const { doubts } = call.door;
  if (doubts === undefined) return notHere('This node takes no doubts.');
  const body = await readBody(call.c, mostBytes);
  if (!body.ok) return problem(body.refusals);
  if (call.sent !== json) return fromPage(call, doubts, new URLSearchParams(textOf(body.value)));
  const form = doubtForm(body.value);
  if (!form.ok) return problem(form.refusals);
  const taken = take(call, doubts, form.value);
  if (taken === 'no-such-thing') return notHere('This node knows no such product, lot, item or unit.');
  return taken === 'kept' ? reply(204, null) : tooMany();
}

function take(call: Call, doubts: DoubtDesk, told: ToldDoubt): Taken {
  const about = canonicalId(told.about)?.id ?? told.about;
  if (!isKnown(about, call.node)) return 'no-such-thing';
  const { kind = 'other', language = null } = told;
  const doubt = { about, kind, text: plainText(told.text), language };
  return doubts.add(doubt, countedAddress(call.c, call.door.trustProxy)) ? 'kept' : 'too-many';
}

/** The form on a page. Programs that fill every field are thanked and not believed; who was turned away keeps the words. */
function fromPage(call: Call, doubts: DoubtDesk, sent: URLSearchParams): Response {
  const told = toldIn(sent);
  const path = digitalLinkPath(canonicalId(told.about)?.id ?? '');
  const language = sent.get('lang') ?? '';
  const thanks = path === undefined ? '/' : `${path}?lang=${encodeURIComponent(language)}&doubt=kept#doubt`;
  if ((sent.get('website') ?? '') !== '') return seeOther(thanks);
  if (told.text.length < doubtLength.least || told.text.length > doubtLength.most)
    return again(call, told, 400, 'too-few');
  const opened = sent.get('opened') ?? '';
  if (!/^\d{1,15}$/.test(opened) || Date.now() - Number(opened) < leastMs)
    return again(call, told, 400, 'too-fast');
  const taken = take(call, doubts, told);
  if (taken === 'kept') return seeOther(thanks);
  return taken === 'too-many' ? again(call, told, 429, taken) : again(call, told, 404, taken);
}

function toldIn(sent: URLSearchParams): ToldDoubt & { language?: string } {
  const kind = sent.get('kind') ?? '';
  const language = sent.get('lang') ?? '';
  return {
    about: (sent.get('about') ?? '').slice(0, 512),
    text: plainText(sent.get('text') ?? ''),
    ...(isDoubtKind(kind) && { kind }),
    ...(/^[a-z]{2}$/.test(language) && { language }),
  };
}

/** In the language that the form was in. */
function again(call: Call, told: ToldDoubt, status: number, why: Refused): Response {
  const { c, node, door } = call;
  const visit = visitOf(
    c,
    node,
    { ...(door.publicUrl && { baseUrl: door.publicUrl }), doubts: true },
    told.language,
  );
  const headers: Record<string, string> = status === 429 ? wait : {};
  const written = { kind: told.kind ?? 'other', text: told.text };
  return untagged(visit, status, doubtPage(visit, told.about, written, why), headers);
}

const wait = limitHeaders(3600, 'doubt', { most: usualPace.perAddress, seconds: usualPace.windowMs / 1000 });

function seeOther(location: string): Response {
  return reply(303, null, { location });
}

function tooMany(): Response {
  const detail = 'Too many doubts have come in. Try again in an hour.';
  return problem([{ code: 'TOO_MANY_TRIES', detail }], wait);
}

function notHere(detail: string): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail }]);
}

/** Nobody can fill the store with things that there are not. */
function isKnown(id: string, node: SelvedgeNode): boolean {
  return node.lot(id) !== undefined || node.product(id) !== undefined;
}

const usualDoubts = 100;
const mostDoubts = 500;
const aboveZero: ParameterForm = { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' };

const standingsAsked = ['new', 'read', 'settled', 'open'] as const;

/** Of all for the operator; for a party those about its products, and about lots of its own making. A standing is the caller's own. */
export function getDoubts(call: Call): Response {
  const forms = { offset: wholeNumber, limit: aboveZero, standing: oneOf(...standingsAsked) };
  const asked = readParameters(pairsOf(call.c.req.url), forms);
  if (!asked.ok) return problem(asked.refusals);
  const { doubts } = call.door;
  if (doubts === undefined) return notHere('This node takes no doubts.');
  const { offset = 0, limit = usualDoubts, standing } = asked.value;
  const page = { offset: Number(offset), limit: Math.min(Number(limit), mostDoubts) };
  const own = ownOf(call, doubts);
  const query: DoubtQuery = {
    ...own,
    ...(standing && { standing: standing as (typeof standingsAsked)[number] }),
  };
  const member = doubts.list(query, page).map((doubt) => shownDoubt(call, doubts, doubt));
  return replyJson(200, { counts: doubts.count(own), member });
}

function ownOf({ caller: { party }, node }: Call, desk: DoubtDesk): DoubtQuery {
  return { side: party, ...(party !== null && { about: thingsOf(party, desk, node) }) };
}
