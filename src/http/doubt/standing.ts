// POST /doubts/:id/standing: that a doubt was read, or is settled and by what. Each side says it for itself: the brand that a doubt is about
// cannot put it out of the operator's sight. Nothing of it goes into the log: doubts are strangers' words, and this is said of them.
import type { Doubt, DoubtMark, DoubtStanding } from '../../flow/ports.ts';
import type { Answer } from '../../flow/node.ts';
import { bodyAs } from '../account/form.ts';
import { partyNameOf } from '../account/me.ts';
import { noteBy } from '../account/trail.ts';
import { problem, refused } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { isTheirs } from './concern.ts';
import type { DoubtDesk } from './desk.ts';
import { plainText, standingSchema, type ToldStanding } from './form.ts';

const standingForm = formOf<ToldStanding>(standingSchema);

export async function postStanding(call: Call): Promise<Response> {
  const { doubts } = call.door;
  const doubt = doubts?.find(call.c.req.param('id') ?? '');
  // Whoever may not read it learns not that it is there.
  if (doubts === undefined || doubt === undefined || !isTheirs(doubt.about, call))
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no such doubt that you may read.' }]);
  const body = await bodyAs(call, standingForm);
  if (!body.ok) return problem(body.refusals);
  const told = toldBy(body.value);
  if (!told.ok) return problem(told.refusals);
  const { party } = call.caller;
  const { isChanged } = doubts.mark(doubt.id, {
    ...told.value,
    party,
    user: call.session?.person.id ?? null,
  });
  if (isChanged) noteMark(call, doubt, told.value.standing);
  return replyJson(200, shownDoubt(call, doubts, doubt));
}

/** What is settled says by what, and nothing else does: a note without that would tell of nothing. */
function toldBy({ standing, note }: ToldStanding): Answer<{ standing: DoubtStanding; note: string | null }> {
  const text = plainText(note ?? '');
  if ((standing === 'settled') === (text !== ''))
    return { ok: true, value: { standing, note: text || null } };
  const detail = text === '' ? 'note is missing: say what was done.' : 'note belongs to what is settled.';
  return refused('FIELD_INVALID', detail, { pointer: '/note', field: 'note' });
}

/** In the audit trail, without the words: by a person, or by a key. */
function noteMark(call: Call, { id }: Doubt, standing: DoubtStanding): void {
  const role = call.caller.person?.role ?? 'API key';
  const { party } = call.caller;
  noteBy(call, { party, action: 'marked a doubt', subject: id, role, detail: { standing } });
}

/** With the standing that it has for the caller, and what all sides have said of it. */
export function shownDoubt(call: Call, desk: DoubtDesk, doubt: Doubt): object {
  const { id, about, atMs, kind, text, language } = doubt;
  const marks = desk.marks(id);
  const standing = marks.find(({ party }) => party === call.caller.party)?.standing ?? 'new';
  const shown = { id, about, at: new Date(atMs).toISOString(), kind, text, language, standing };
  return { ...shown, marks: marks.map((mark) => shownMark(call, mark)) };
}

/** The name of a person is for those of the same side, and for the operator, who looks after all people. */
function shownMark({ node, door, caller }: Call, { party, standing, note, user, atMs }: DoubtMark): object {
  const isShown = user !== null && (caller.role === 'operator' || caller.party === party);
  return {
    ...{ party, partyName: partyNameOf(node, party) },
    personName: isShown ? (door.accounts?.persons.byId(user)?.name ?? null) : null,
    ...{ standing, note, at: new Date(atMs).toISOString() },
  };
}
