// Hands one file to the node, in one of three ways, and tells what became of it.
import { readFileSync } from 'node:fs';
import type { CaptureOutcome, Refusal } from '../../flow/answers.ts';
import { type Signer, signDocument } from '../../flow/device.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Opened } from '../directory/writing.ts';
import { deviceTools } from '../key/signer.ts';
import { isStatements } from './file-list.ts';

export interface FileOutcome {
  file: string;
  /** `refused`: something of it was; the events say what was taken all the same. */
  outcome: 'recorded' | 'refused';
  custody: 'device' | 'custodial';
  events: { recorded: number; alreadyRecorded: number; refused: number };
  /** Log indexes of the statements written now. */
  entries: number[];
  refusals: Refusal[];
  warnings: Refusal[];
}

export interface Sending {
  /** In whose name; undefined: each signed statement speaks for its own issuer. */
  party: string | undefined;
  /** The device key that signs documents here; without it the node signs. */
  signer: Signer | undefined;
  behaviour: 'rollback' | 'proceed';
}

export async function sendFile(opened: Opened, file: string, sending: Sending): Promise<FileOutcome> {
  const bytes = readFileSync(file);
  if (isXml(bytes)) return fileOutcome(file, sending.signer ? 'device' : 'custodial', [], [notXml]);
  if (isStatements(file)) return sendStatements(opened.node, file, linesOf(bytes), sending);
  if (sending.signer === undefined) return custodial(opened.node, file, bytes, sending);
  const signed = signDocument(sending.signer, bytes, 'property', opened.node, deviceTools(opened.world));
  if (!signed.ok) return fileOutcome(file, 'device', [], signed.refusals);
  return sendStatements(opened.node, file, signed.value, sending);
}

// Many systems still hand out EPCIS as XML: that deserves more than "not JSON".
const notXml: Refusal = {
  code: 'JSON_INVALID',
  detail: 'This is XML. EPCIS 2.0 is taken as JSON-LD; export it so, or convert it first.',
};

/** A byte order mark and white space aside, JSON never begins with `<`. */
function isXml(bytes: Buffer): boolean {
  return /^\ufeff?\s*</.test(bytes.subarray(0, 256).toString('utf8'));
}

async function custodial(
  node: SelvedgeNode,
  file: string,
  bytes: Uint8Array,
  { party = '', behaviour }: Sending,
): Promise<FileOutcome> {
  const outcome = await node.capture({ party, bytes, behaviour });
  return fileOutcome(file, outcome.custody, [outcome]);
}

/** Each statement stands by itself. After a refusal the rest of the file is left, unless it is to proceed. */
async function sendStatements(
  node: SelvedgeNode,
  file: string,
  statements: string[],
  { party, behaviour }: Sending,
): Promise<FileOutcome> {
  const outcomes: CaptureOutcome[] = [];
  for (const statement of statements) {
    outcomes.push(await node.record(statement, party));
    if (behaviour === 'rollback' && isRefused(outcomes.at(-1))) break;
  }
  const nothing: Refusal[] =
    statements.length === 0 ? [{ code: 'BODY_EMPTY', detail: 'There is no statement in the file.' }] : [];
  return fileOutcome(file, 'device', outcomes, nothing);
}

function fileOutcome(
  file: string,
  custody: 'device' | 'custodial',
  outcomes: CaptureOutcome[],
  more: Refusal[] = [],
): FileOutcome {
  const events = { recorded: 0, alreadyRecorded: 0, refused: 0 };
  for (const outcome of outcomes) countEvents(outcome, events);
  const refusals = [...outcomes.filter(isRefusedInPart).flatMap((outcome) => outcome.refusals), ...more];
  return {
    file,
    outcome: refusals.length > 0 ? 'refused' : 'recorded',
    custody,
    events,
    entries: outcomes.flatMap(({ entries }) => entries),
    refusals,
    warnings: outcomes.flatMap(({ warnings }) => warnings),
  };
}

function countEvents(outcome: CaptureOutcome, counts: FileOutcome['events']): void {
  const repeated = outcome.outcome === 'refused' && isRepetition(outcome);
  for (const { status } of outcome.events) {
    if (status === 'already-recorded' || repeated) counts.alreadyRecorded += 1;
    else if (status === 'recorded') counts.recorded += 1;
    else counts.refused += 1;
  }
}

function isRefused(outcome: CaptureOutcome | undefined): boolean {
  return outcome?.outcome === 'refused' && !isRepetition(outcome);
}

function isRefusedInPart(outcome: CaptureOutcome): boolean {
  return outcome.refusals.length > 0 && !isRepetition(outcome);
}

/** Signed anew, a document has other salts, so it is another statement; that its events are known is no refusal. */
function isRepetition({ refusals }: CaptureOutcome): boolean {
  return refusals.length > 0 && refusals.every(({ code }) => code === 'EVENT_ALREADY_RECORDED');
}

function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
