// GET /log/entries/{index}: what an entry of the log stands for, as far as this caller is shown. The entry itself is in the tiles, for everybody.
//
//             events          records          parties, facilities, products, keys, erasures
//  operator   whole           whole            whole
//  reader     as GET /events  as /<noun> has   whole
//  party      has them        them             whole
//  anonymous  -               -                -
import { nodePrimitives } from '#verifier/node';
import { isRecordKind, readStatement, type Statement } from '#verifier';
import { digestsIn } from '../../domain/statement/digests.ts';
import { presentTo, whole } from '../../domain/statement/sight.ts';
import { eventReaderOf } from '../access/event-reader.ts';
import { problem } from '../problem/problem.ts';
import { shownRecord } from '../record/sight.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

interface ShownStatement {
  kind: string;
  issuer: string;
  issuerName: string | null;
  keyId: string;
  custody: 'device' | 'custodial' | null;
  issuedAtMs: number;
  /** What is shown, by name. */
  claims: Record<string, unknown>;
  /** The presentation that was shown, for whoever checks it; null where the JWT itself would tell what is withheld. */
  sdjwt: string | null;
  /** How many values are shown, are kept from this caller, and were erased for ever. */
  disclosures: { shown: number; withheld: number; erased: number };
}

export function getEntry(call: Call): Response {
  const asked = call.c.req.param('index') ?? '';
  const index = /^(0|[1-9]\d{0,14})$/.test(asked) ? Number(asked) : Number.NaN;
  if (!(index < call.node.head().size))
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'The log has no entry of that number.' }]);
  const stored = call.node.statement(index);
  if (stored === undefined) return replyJson(200, { index, kind: 'holdings', statement: null });
  const statement = read(stored);
  return replyJson(200, { index, kind: 'statement', statement: shown(call, index, statement) ?? null });
}

function read(sdjwt: string): Statement {
  const statement = readStatement(sdjwt, nodePrimitives);
  if (!statement.ok) throw new Error(`a stored statement cannot be read (${statement.refusal.code})`);
  return statement.statement;
}

function shown(call: Call, index: number, stored: Statement): ShownStatement | undefined {
  if (call.caller.role === 'anonymous') return undefined;
  if (isRecordKind(stored.kind) && call.caller.role !== 'operator') return asRecord(call, index, stored);
  const presented = presentation(call, stored);
  return presented === undefined ? undefined : told(call, stored, read(presented));
}

function presentation({ caller }: Call, stored: Statement): string | undefined {
  if (stored.kind !== 'epcis') return whole(stored);
  const reader = eventReaderOf(caller);
  return reader && presentTo(reader, stored);
}

/** A record shows here what it shows at its own address. */
function asRecord(call: Call, index: number, stored: Statement): ShownStatement | undefined {
  const [record] = call.node.recordsAt([index]);
  const seen = record === undefined ? undefined : shownRecord(call.node, record, call.caller);
  if (seen === undefined) return undefined;
  const hidden = new Set(seen.withheld);
  const kept = stored.disclosures.filter(({ path }) => !hidden.has(topOf(path)));
  const presented = told(
    call,
    stored,
    read([stored.jwt, ...kept.map(({ encoded }) => encoded), ''].join('~')),
  );
  const isClearHidden = seen.withheld.some((name) => Object.hasOwn(stored.payload, name));
  if (!isClearHidden) return presented;
  const claims = Object.entries(presented.claims).filter(([name]) => !hidden.has(name));
  return { ...presented, claims: Object.fromEntries(claims), sdjwt: null };
}

/** The claim that a JSON pointer leads into. */
function topOf(path: string | undefined): string {
  return (path ?? '').split('/')[1] ?? '';
}

function told({ node }: Call, stored: Statement, presented: Statement): ShownStatement {
  const { kind, issuer, header, issuedAtSeconds, claims } = presented;
  const party = node.party(issuer);
  const { iss: _iss, iat: _iat, _sd_alg, kind: _kind, ...said } = claims;
  return {
    kind,
    issuer,
    issuerName: party?.name ?? null,
    keyId: header.kid,
    custody: party?.keys.find(({ kid }) => kid === header.kid)?.custody ?? null,
    issuedAtMs: issuedAtSeconds * 1000,
    claims: said,
    sdjwt: whole(presented),
    disclosures: {
      shown: presented.disclosures.length,
      withheld: stored.disclosures.length - presented.disclosures.length,
      erased: erasedIn(stored),
    },
  };
}

/** Digests of which the store has no disclosure any more. */
function erasedIn(stored: Statement): number {
  const digests = [stored.payload, ...stored.disclosures.map(({ value }) => value)].flatMap((value) =>
    digestsIn(value),
  );
  return digests.filter((digest) => !stored.byDigest.has(digest)).length;
}
