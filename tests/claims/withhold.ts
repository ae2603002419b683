// Evidence files with less in them: disclosures left out, so that the file still verifies.
import { type ClaimVerdict, formatEvidence, parseEvidence, readStatement, type Statement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Shown } from '../../verifier/src/evidence/check/disclosures.ts';
import { accountOf } from '../../verifier/src/evidence/count/account.ts';
import { dossierOf } from '../../verifier/src/evidence/dossier.ts';
import { judgeLot } from '../../verifier/src/judge/judge.ts';

/** Leaves out each disclosure of which `hides` says so, and all that stands inside it. */
export function withheld(
  file: Uint8Array,
  hides: (name: string | undefined, index: number) => boolean,
): Uint8Array {
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  const { evidence } = parsed;
  const statements = evidence.statements.map((one) => ({ ...one, sdjwt: lessOf(one.sdjwt, hides) }));
  return formatEvidence({ ...evidence, statements });
}

function lessOf(sdjwt: string, hides: (name: string | undefined, index: number) => boolean): string {
  const read = readStatement(sdjwt, nodePrimitives);
  if (!read.ok) throw new Error(read.refusal.detail);
  const { disclosures } = read.statement;
  let kept = disclosures.filter(({ name }, index) => !hides(name, index));
  const payload = JSON.stringify(jwtPayload(sdjwt));
  for (;;) {
    const inside = kept.map(({ encoded }) => Buffer.from(encoded, 'base64url').toString('utf8')).join();
    const reachable = kept.filter(({ digest }) => payload.includes(digest) || inside.includes(digest));
    if (reachable.length === kept.length) break;
    kept = reachable;
  }
  return [sdjwt.slice(0, sdjwt.indexOf('~')), ...kept.map(({ encoded }) => encoded), ''].join('~');
}

function jwtPayload(sdjwt: string): unknown {
  const [, payload = ''] = sdjwt.slice(0, sdjwt.indexOf('~')).split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

/** Names of all that the file discloses, each once; undefined = elements of lists: events, lots, portions. */
export function disclosedNames(file: Uint8Array): (string | undefined)[] {
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  const all = parsed.evidence.statements.flatMap(({ sdjwt }) => statementOf(sdjwt).disclosures);
  return [...new Set(all.map(({ name }) => name))];
}

export interface Hidden {
  /** Which disclosure of which entry is not shown, with all that stands inside it. */
  readonly what: string;
  readonly claims: readonly ClaimVerdict[];
}

/**
 * What is left of the verdicts when each single disclosure of the file is left out in turn. Only the judging is done again:
 * that such a file still verifies, the property says.
 */
export function* judgedWithoutEach(file: Uint8Array): Generator<Hidden> {
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  const { statements, question } = parsed.evidence;
  const whole = statements.map((one) => ({ ...one, statement: statementOf(one.sdjwt) }));
  for (const [at, { sdjwt, statement, ...place }] of whole.entries()) {
    for (const [index, { name, shown }] of statement.disclosures.entries()) {
      const less = statementOf(lessOf(sdjwt, (_, other) => other === index));
      const all = whole.with(at, { ...place, sdjwt, statement: less });
      const what = `${name ?? JSON.stringify(shown).slice(0, 60)} in entry ${place.index}`;
      yield { what, claims: judgedFrom(all, question) };
    }
  }
}

function judgedFrom(shown: readonly Shown[], { id, atMs }: { id: string; atMs?: number }): ClaimVerdict[] {
  const dossier = dossierOf(shown, accountOf(shown), shown[0]!.statement.issuer, nodePrimitives);
  return judgeLot(dossier, id, atMs ?? 0);
}

function statementOf(sdjwt: string): Statement {
  const read = readStatement(sdjwt, nodePrimitives);
  if (!read.ok) throw new Error(read.refusal.detail);
  return read.statement;
}
