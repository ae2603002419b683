// Says records in the name of a party, with a key that the node holds or with one of a device, and shows what became of them.
import type { Command } from 'commander';
import { type RecordKind, splitClaims } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import { type Signer, signRecord } from '../../flow/device.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { deviceTools } from '../key/signer.ts';
import { type DeviceKey, signerFor, unlockedKey } from '../key/unlock.ts';
import type { Colours, CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';
import { type Claims, claimsIn, withPartyIds } from './claims.ts';
import { recordLines } from './words.ts';

export interface SayingOptions extends CommonOptions {
  party: string;
  key?: string;
  input: boolean;
}

/** Who says it; nobody named = the operator of the node, with the key that the node holds for it. */
export type Sayer = Partial<Pick<SayingOptions, 'party' | 'key' | 'input'>>;

export function sayingOptions(made: Command): Command {
  return made
    .requiredOption('--party <party>', 'who says it: id or name')
    .option('--key <file>', 'device key that signs, made with `selvedge key new`; else the node signs')
    .option('--no-input', 'never ask');
}

/** What FILE holds, said one after the other; the first that is refused ends it, those before it stay. */
export async function sayFile(
  session: Session,
  kind: RecordKind,
  sayer: Sayer,
  file: string,
): Promise<ExitCode> {
  const claims = claimsIn(file);
  return claims.ok ? say(session, kind, sayer, () => claims) : session.output.refused(claims.refusals);
}

export interface Telling {
  /** What was said, in words; the usual ones if left out. */
  words?: (node: SelvedgeNode, said: RecordView, colours: Colours) => string[];
  /** Go into the answer, and nowhere else. */
  secrets?: Record<string, string>;
}

export async function say(
  session: Session,
  kind: RecordKind,
  sayer: Sayer,
  made: (node: SelvedgeNode) => Answer<Claims[]>,
  { words = recordLines, secrets = {} }: Telling = {},
): Promise<ExitCode> {
  // The passphrase is asked for before the directory is taken from everybody else.
  const device =
    sayer.key === undefined ? undefined : await unlockedKey(session, sayer.key, sayer.input === false);
  const work = async (opened: Opened): Promise<ExitCode> => {
    const { node } = opened;
    const said = await sayAll(opened, kind, sayer, device, made);
    if (!said.ok) return session.output.refused(said.refusals);
    const value = said.value.length === 1 ? { ...said.value[0], ...secrets } : said.value;
    return session.output.answer(value, (colours) =>
      said.value.flatMap((record) => words(node, record, colours)),
    );
  };
  return whileWriting(session, work, { mustExist: true });
}

async function sayAll(
  opened: Opened,
  kind: RecordKind,
  sayer: Sayer,
  device: DeviceKey | undefined,
  made: (node: SelvedgeNode) => Answer<Claims[]>,
): Promise<Answer<RecordView[]>> {
  const { node } = opened;
  const voice = voiceOf(opened, kind, sayer, device);
  const claims = voice.ok ? made(node) : voice;
  if (!voice.ok || !claims.ok) return claims as Answer<never>;
  const said: RecordView[] = [];
  for (const one of claims.value) {
    const answer = await voice.value(withPartyIds(node, one));
    if (!answer.ok) return answer;
    said.push(answer.value);
  }
  return { ok: true, value: said };
}

type Voice = (claims: Claims) => Promise<Answer<RecordView>>;

function voiceOf(
  opened: Opened,
  kind: RecordKind,
  { party, key = '' }: Sayer,
  device: DeviceKey | undefined,
): Answer<Voice> {
  const { node } = opened;
  if (device !== undefined) {
    const signer = signerFor(node, device, key, party);
    return signer.ok
      ? { ok: true, value: (claims) => signedHere(opened, signer.value, kind, claims) }
      : signer;
  }
  const found = party === undefined ? { ok: true as const, value: node.operator } : partyIdOf(node, party);
  return found.ok ? { ok: true, value: (claims) => node.say(found.value, kind, claims) } : found;
}

/** The node takes it like anybody's statement. */
async function signedHere(
  { node, world }: Opened,
  signer: Signer,
  kind: RecordKind,
  claims: Claims,
): Promise<Answer<RecordView>> {
  const { clear, hidden } = splitClaims(kind, claims);
  const outcome = await node.record(
    signRecord(signer, kind, clear, hidden, deviceTools(world)),
    signer.party,
  );
  const [record] = node.recordsAt(outcome.entries);
  return record === undefined ? { ok: false, refusals: outcome.refusals } : { ok: true, value: record };
}
