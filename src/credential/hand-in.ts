// A holder hands in what was issued elsewhere: the document is kept, and what it says becomes a certificate of the log.
import type { Refusal, RecordView } from '../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import type { DocumentStore } from '../flow/ports.ts';
import type { DraftClaims } from './draft.ts';
import type { ImportedCredential } from './import.ts';
import { type Checked, no } from './refusal.ts';

export interface HandingIn {
  /** The holder: a party whose key the node holds. */
  party: string;
  /** Claims that the credential does not tell, or calls otherwise than the packs do. */
  overrides: DraftClaims;
  /** For what the operator vouches: that the keys are the issuer's; that the overrides say what the credential says. */
  vouched: { keys: boolean; overrides: boolean };
  nowMs: number;
}

export interface HandedIn {
  record: RecordView;
  /** As what it counts, whatever its signature is worth: `formatOf`. */
  format: 'credential' | 'document';
  status: ImportedCredential['status'];
  /** Claims that are the holder's word and not the issuer's. */
  filled: string[];
}

/** Refused where it is about somebody else, where it was issued by the holder itself, and where the log refuses it. */
export async function handIn(
  node: SelvedgeNode,
  documents: DocumentStore,
  credential: ImportedCredential,
  wish: HandingIn,
): Promise<Answer<HandedIn>> {
  const { party, overrides, vouched, nowMs } = wish;
  const completed = completedDraft(node, credential, party, overrides);
  if (!completed.ok) return { ok: false, refusals: [completed.refusal] };
  const { claims, filled } = completed.value;
  if (isSameParty(node, party, [credential.issuer]) && !ownWord.has(String(claims['type'])))
    return { ok: false, refusals: [selfCertified] };
  // Nobody vouches for itself: what the operator holds is its own word, whatever it checked.
  const format = party === node.operator ? 'document' : formatOf(node, credential, filled, vouched);
  const author = format === 'credential' ? node.operator : party;
  const imported = { format, digest: credential.digest, issuer: credential.issuer };
  const document = { bytes: credential.bytes, mediaType: credential.mediaType, keptAtMs: nowMs };
  const said = await saidWithDocument(node, documents, { author, holder: party }, document, {
    ...claims,
    imported,
  });
  if (!said.ok) return said;
  return { ok: true, value: { record: said.value, format, status: credential.status, filled } };
}

/** Says a certificate that rests on a document, and keeps the document for its holder; what the log refuses leaves nothing behind. */
export async function saidWithDocument(
  node: SelvedgeNode,
  documents: DocumentStore,
  { author, holder: party }: { author: string; holder: string },
  { bytes, mediaType, keptAtMs }: { bytes: Uint8Array; mediaType: string; keptAtMs: number },
  claims: DraftClaims,
): Promise<Answer<RecordView>> {
  // Kept first: the log must not name what nobody has.
  const { digest } = claims['imported'] as { digest: string };
  const isNew = documents.about(digest).length === 0;
  documents.keep(bytes, { party, mediaType, keptAtMs });
  const said = await node.say(author, 'certificate', { ...claims, holder: party }, { isChecked: true });
  // Somebody else may have brought it meanwhile.
  const isOurs = isNew && documents.about(digest).every((kept) => kept.party === party);
  if (!said.ok && isOurs) documents.drop(digest);
  return said;
}

/**
 * `credential` only where three things are sure: who the issuer is, that all of it is the issuer's word, and that it has not
 * taken it back. Else a `document`: a holder could add a grade, or leave out the list in which it stands as revoked.
 */
function formatOf(
  node: SelvedgeNode,
  { issuer, status }: ImportedCredential,
  filled: readonly string[],
  vouched: HandingIn['vouched'],
): HandedIn['format'] {
  const isIssuers = vouched.overrides || filled.length === 0;
  const isSure = (vouched.keys || isKnown(node, issuer)) && isIssuers && status !== 'not-checked';
  return isSure ? 'credential' : 'document';
}

const ownWord: ReadonlySet<string> = new Set(['self-declaration', 'self-assessment']);

const selfCertified: Refusal = {
  code: 'SELF_CERTIFIED',
  detail: 'The credential was issued by its holder: say it as a self-declaration or a self-assessment.',
  field: 'type',
};

/** A DID that anybody can make says nothing of who is behind it: the operator admitted a party by that name, or did not. */
function isKnown(node: SelvedgeNode, issuer: string): boolean {
  return (
    node.party(issuer) !== undefined || node.parties().some(({ identifiers }) => identifiers.includes(issuer))
  );
}

function isSameParty(node: SelvedgeNode, party: string, names: readonly string[]): boolean {
  const known = node.party(party);
  return names.includes(party) || (known?.identifiers ?? []).some((identifier) => names.includes(identifier));
}

/** Told by the credential or by nobody: amounts, and what ties it to them. */
const toldOnly = ['number', 'volumeGrams', 'buyer', 'shippedAt', 'lots', 'inputs', 'test', 'documents'];
/** What the credential tells of these stands; of scheme, scope and sites a holder may say what they are called here. */
const fixed = [...toldOnly, 'validFrom', 'validUntil'];
const lists = ['sites', 'subcontractors', 'processes', 'categories', 'materials', 'codes'];

/** The draft with what the holder adds. `filled` names what is the holder's word. */
export function completedDraft(
  node: SelvedgeNode,
  { claims, issuedTo, signedDigest }: ImportedCredential,
  party: string,
  overrides: DraftClaims,
): Checked<{ claims: DraftClaims; filled: string[] }> {
  if (!isSameParty(node, party, issuedTo))
    return no(
      'CREDENTIAL_HOLDER_DIFFERS',
      `It was issued to ${issuedTo.join(', ') || 'nobody that it names'}, which is neither the id nor an identifier of ${party}.`,
      'holder',
    );
  for (const name of ['certificate', 'holder', 'imported']) {
    if (overrides[name] !== undefined)
      return no('CREDENTIAL_CONTRADICTED', `${name} follows from the credential: leave it out.`, name);
  }
  for (const name of fixed) {
    if (overrides[name] !== undefined && contradicts(claims[name], overrides[name], toldOnly.includes(name)))
      return no(
        'CREDENTIAL_CONTRADICTED',
        `The credential does not say that of ${name}: leave it out.`,
        name,
      );
  }
  const empty = Object.fromEntries(lists.map((name) => [name, []]));
  // Of what was signed, not of what is disclosed: one credential is one certificate, however often it is handed in.
  const unnamed = { certificate: `urn:selvedge:credential:${signedDigest}` };
  const filled = Object.keys(overrides).filter((name) => !isSame(claims[name], overrides[name]));
  return { ok: true, value: { claims: { ...empty, ...unnamed, ...claims, ...overrides }, filled } };
}

function contradicts(told: unknown, said: unknown, isToldOnly: boolean): boolean {
  return told === undefined ? isToldOnly : !isSame(told, said);
}

function isSame(told: unknown, said: unknown): boolean {
  return JSON.stringify(told) === JSON.stringify(said);
}
