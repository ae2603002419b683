// Evidence files with less in them: disclosures left out, so that the file still verifies.
import { formatEvidence, parseEvidence, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';

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
