// Puts a chain on a node: parties, places and products first, then every document in the name of its party.
import type { CaptureOutcome, Refusal } from '../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import type { Chain, ChainDocument, ChainRecord, PartyRecord } from './chain.ts';

/** Called with (records done, records in all) after each batch. */
export type LoadProgress = (done: number, all: number) => void;

export interface LoadResult {
  /** Events written now; what the node had already is not among them. */
  events: number;
  /** Statements written now. */
  statements: number;
}

// Documents in a batch are handed in together, so that they share their fsyncs; after each there is word of progress.
const documentsAtOnce = 64;

/**
 * Loads the chain; doing it again changes nothing, so a load that was cut off is finished by the next. The node holds the
 * keys of all parties (custodial). Throws where the node refuses anything: a chain is honest, so that is a bug.
 */
export async function loadChain(
  node: SelvedgeNode,
  chain: Chain,
  progress: LoadProgress = () => {},
): Promise<LoadResult> {
  const before = node.head().size;
  await Promise.all(
    chain.parties.filter(({ party }) => node.party(party) === undefined).map((party) => admit(node, party)),
  );
  await Promise.all([...registrations(node, chain)]);
  let events = 0;
  for (let at = 0; at < chain.documents.length; at += documentsAtOnce) {
    const batch = chain.documents.slice(at, at + documentsAtOnce);
    const outcomes = await Promise.all(batch.map((said) => capture(node, said)));
    events += outcomes.flatMap(({ events: all }) => all).filter(({ status }) => status === 'recorded').length;
    progress(at + batch.length, chain.documents.length);
  }
  // One after the other: each stands on those before it.
  for (const record of chain.records ?? []) await say(node, record);
  return { events, statements: node.head().size - before };
}

export async function captureSaid(
  node: SelvedgeNode,
  { party, document }: ChainDocument,
): Promise<CaptureOutcome> {
  return node.capture({ party, bytes: new TextEncoder().encode(JSON.stringify(document)) });
}

async function admit(node: SelvedgeNode, { role: _, ...admission }: PartyRecord): Promise<void> {
  taken(await node.admitParty(admission), admission.party);
}

function* registrations(node: SelvedgeNode, { facilities, products }: Chain): Generator<Promise<void>> {
  for (const facility of facilities) {
    if (node.facility(facility.facility) !== undefined) continue;
    yield node.registerFacility(facility).then((answer) => taken(answer, facility.facility));
  }
  for (const product of products) {
    if (node.product(product.product) !== undefined) continue;
    yield node.registerProduct(product).then((answer) => taken(answer, product.product));
  }
}

/** What the node has already, of this kind, from this party, with these claims, is not said again. */
async function say(node: SelvedgeNode, { party, kind, claims }: ChainRecord): Promise<void> {
  const issuer = party ?? node.operator;
  const named = claims[kind] ?? claims['about'];
  const about = typeof named === 'string' ? { about: named } : {};
  const known = node.records({ kind, issuer, ...about, limit: Number.MAX_SAFE_INTEGER }).records;
  if (known.some((one) => saysTheSame(one.claims, claims))) return;
  taken(await node.say(issuer, kind, claims), `a ${kind} of ${issuer}`);
}

/** By what names it: the node may keep other claims in another form. */
function saysTheSame(known: Record<string, unknown>, claims: Record<string, unknown>): boolean {
  const naming = [
    'certificate',
    'accreditation',
    'claim',
    'case',
    'trade',
    'membership',
    'pack',
    'version',
    'about',
    'state',
    'word',
  ];
  return naming.every((name) => known[name] === claims[name]);
}

async function capture(node: SelvedgeNode, said: ChainDocument): Promise<CaptureOutcome> {
  const outcome = await captureSaid(node, said);
  if (outcome.outcome === 'refused') throw notTaken(`a document of ${said.party}`, outcome.refusals);
  return outcome;
}

function taken(answer: Answer<unknown>, what: string): void {
  if (!answer.ok) throw notTaken(what, answer.refusals);
}

function notTaken(what: string, [first]: Refusal[]): Error {
  return new Error(`the node refused ${what}: ${first?.code} ${first?.detail}`);
}
