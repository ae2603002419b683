import type { Command } from 'commander';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { fileList, isStatements } from '../capture/file-list.ts';
import { type FileOutcome, type Sending, sendFile } from '../capture/send.ts';
import { type Cli, command } from '../describe.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { type DeviceKey, signerFor, unlockedKey } from '../key/unlock.ts';
import { type Colours, type CommonOptions, refusalWords } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';

interface CaptureOptions extends CommonOptions {
  as?: string;
  key?: string;
  proceed?: boolean;
  input: boolean;
}

const description = {
  usage: 'capture <file...>',
  summary: 'record EPCIS 2.0 documents, or statements that are signed already',
  about:
    'JSON: with --as the node signs in the name of the party (custodial); with --key it is signed here, with a device key.\n' +
    'A file ending in .sdjwt holds signed statements, one a line, recorded as they are. Directories are walked. A document\n' +
    'is recorded whole or not at all, unless --proceed; what is recorded already is recognised. A document of more than 64\n' +
    'events signed with a device key becomes several statements: those before a refusal stay.',
  examples: [
    'capture ginning.json --as "Gin East"',
    'capture documents/ --as urn:uuid:5f1b2f0e-62f4-4f5a-8f0a-2d1c3b4a5968 --proceed',
    'capture spinning.json --key mill.key',
    'capture from-a-partner.sdjwt --json',
  ],
};

export function captureCommand(parent: Command, cli: Cli): void {
  command<CaptureOptions>(parent, cli, description, capture)
    .option('--as <party>', 'id or name of the party in whose name it is')
    .option('--key <file>', 'device key that signs, made with `selvedge key new`')
    .option('--proceed', 'take the events that can be taken')
    .option('--no-input', 'never ask');
}

async function capture(session: Session, options: CaptureOptions, paths: string[]): Promise<ExitCode> {
  const files = fileList(paths);
  const { as, key, input } = options;
  if (as === undefined && key === undefined && !files.every(isStatements))
    throw new CannotTell('who says it? give --as PARTY, or --key FILE of the device that signs');
  // The passphrase is asked for before the directory is taken from everybody else.
  const device = key === undefined ? undefined : await unlockedKey(session, key, !input);
  const work = async (opened: Opened): Promise<ExitCode> => {
    const sending = sendingOf(opened.node, options, device);
    if (!sending.ok) return session.output.refused(sending.refusals);
    return report(session, await sendAll(session, opened, files, sending.value));
  };
  return whileWriting(session, work, { mustExist: true });
}

function sendingOf(
  node: SelvedgeNode,
  { as, key = '', proceed }: CaptureOptions,
  device: DeviceKey | undefined,
): Answer<Sending> {
  const behaviour = proceed === true ? 'proceed' : 'rollback';
  if (device !== undefined) {
    const signer = signerFor(node, device, key, as);
    return signer.ok
      ? { ok: true, value: { signer: signer.value, party: signer.value.party, behaviour } }
      : signer;
  }
  const party = as === undefined ? undefined : partyIdOf(node, as);
  if (party !== undefined && !party.ok) return party;
  return { ok: true, value: { signer: undefined, party: party?.value, behaviour } };
}

// Files handed in together share their fsyncs; the node decides on them in the order of the list.
const filesAtOnce = 16;

async function sendAll(
  { output }: Session,
  opened: Opened,
  files: string[],
  sending: Sending,
): Promise<FileOutcome[]> {
  const progress = output.progress('capturing');
  const outcomes: FileOutcome[] = [];
  for (let at = 0; at < files.length; at += filesAtOnce) {
    outcomes.push(
      ...(await Promise.all(
        files.slice(at, at + filesAtOnce).map((file) => sendFile(opened, file, sending)),
      )),
    );
    progress.step(outcomes.length, files.length);
  }
  progress.end();
  return outcomes;
}

function report({ output }: Session, files: FileOutcome[]): ExitCode {
  const total = (name: keyof FileOutcome['events']): number =>
    files.reduce((sum, { events }) => sum + events[name], 0);
  const refused = files.filter(({ outcome }) => outcome === 'refused');
  const events = {
    recorded: total('recorded'),
    alreadyRecorded: total('alreadyRecorded'),
    refused: total('refused'),
  };
  const value = {
    ok: refused.length === 0,
    events,
    statements: files.reduce((sum, { entries }) => sum + entries.length, 0),
    files,
  };
  const sum = `${counted(events.recorded, 'event')} recorded in ${counted(value.statements, 'statement')}, ${events.alreadyRecorded} recorded already, ${events.refused} refused`;
  const words = (colours: Colours): string[] => [...refused.flatMap((file) => fileLines(file, colours)), sum];
  return value.ok ? output.answer(value, words) : output.no(value, words);
}

const refusalsShown = 10;

function fileLines({ file, refusals }: FileOutcome, { red }: Colours): string[] {
  const shown = refusals.slice(0, refusalsShown).map((refusal) => `  ${refusalWords(refusal)}`);
  const more = refusals.length - shown.length;
  return [
    `${red('refused')} ${file}`,
    ...shown,
    ...(more > 0 ? [`  … and ${more} more: --json lists all`] : []),
  ];
}
