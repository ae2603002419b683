import type { Command } from 'commander';
import { enrolmentOf } from '../../flow/device.ts';
import { type Cli, command, group } from '../describe.ts';
import { whileWriting } from '../directory/writing.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { readKeyFile } from '../key/key-file.ts';
import { writtenKey } from '../key/make.ts';
import { rotateKey } from '../key/rotate.ts';
import { changeKeys, operatorSigner } from '../key/signer.ts';
import { unlockedSigner } from '../key/unlock.ts';
import type { CommonOptions } from '../output.ts';
import { partyLines } from '../party-words.ts';
import type { Session } from '../session.ts';

interface KeyOptions extends CommonOptions {
  output?: string;
  party?: string;
  reason?: string;
  input: boolean;
}

const passphrases = 'The passphrase comes from SELVEDGE_PASSPHRASE, or is asked for at a terminal.';

const descriptions = {
  make: {
    usage: 'new',
    summary: 'make a device key: its owner signs with it, the node never sees it',
    about: passphrases,
    examples: [
      'key new -o mill.key',
      'key new -o mill.key --party urn:uuid:5f1b2f0e-62f4-4f5a-8f0a-2d1c3b4a5968',
    ],
  },
  show: {
    usage: 'show <file>',
    summary: 'the public half of a device key',
    about: `With --party, or where the file names one, also the proof of possession that an enrolment needs. ${passphrases}`,
    examples: [
      'key show mill.key',
      'key show mill.key --party urn:uuid:5f1b2f0e-62f4-4f5a-8f0a-2d1c3b4a5968 --json',
    ],
  },
  enrol: {
    usage: 'enrol <file>',
    summary: 'enrol a device key for a party, by the word of the operator',
    about: passphrases,
    examples: ['key enrol mill.key --party "Ring Mill"'],
  },
  rotate: {
    usage: 'rotate [file]',
    summary: 'put a new key in the place of an old one',
    about: `With FILE and -o: a device key, in one statement signed with the old one. Without: the key that the node holds for --party. ${passphrases}`,
    examples: ['key rotate mill.key -o mill-2027.key', 'key rotate --party "Green Field Farm"'],
  },
  revoke: {
    usage: 'revoke <kid>',
    summary: 'revoke a key: from this place in the log on it signs nothing any more',
    examples: ['key revoke 3kX…Q --party "Ring Mill" --reason "the device was stolen"'],
  },
};

export function keyCommands(parent: Command, cli: Cli): void {
  const key = group(parent, 'key', 'keys of parties', [
    'key new -o mill.key',
    'key enrol mill.key --party "Ring Mill"',
  ]);
  command<KeyOptions>(key, cli, descriptions.make, newKey)
    .requiredOption('-o, --output <file>', 'where to write it')
    .option('--party <id>', 'the party it is for')
    .option('--no-input', 'never ask');
  command<KeyOptions>(key, cli, descriptions.show, showKey)
    .option('--party <id>', 'the party it is for')
    .option('--no-input', 'never ask');
  command<KeyOptions>(key, cli, descriptions.enrol, enrolKey)
    .requiredOption('--party <party>', 'id or name')
    .option('--no-input', 'never ask');
  command<KeyOptions>(key, cli, descriptions.rotate, rotateKey)
    .option('-o, --output <file>', 'where to write the new device key')
    .option('--party <party>', 'id or name')
    .option('--reason <reason>', 'why', 'rotation')
    .option('--no-input', 'never ask');
  command<KeyOptions>(key, cli, descriptions.revoke, revokeKey)
    .requiredOption('--party <party>', 'id or name')
    .requiredOption('--reason <reason>', 'why');
}

async function newKey(session: Session, { output = '', party, input }: KeyOptions): Promise<ExitCode> {
  const { kid, jwk } = await writtenKey(session, output, party ?? null, !input);
  return session.output.answer({ file: output, kid, jwk, party: party ?? null }, () => [
    `${output}: device key ${kid}`,
    'keep the file and its passphrase: nobody else has this key',
  ]);
}

async function showKey(
  session: Session,
  { party, input }: KeyOptions,
  [path = '']: string[],
): Promise<ExitCode> {
  const file = readKeyFile(path);
  const speaker = party ?? file.party;
  const possession =
    speaker === null
      ? null
      : enrolmentOf(await unlockedSigner(session, path, { party: speaker, noInput: !input })).possession;
  const value = { kid: file.kid, jwk: file.jwk, party: speaker, possession };
  return session.output.answer(value, () => [
    `kid         ${file.kid}`,
    `jwk         ${JSON.stringify(file.jwk)}`,
    `party       ${speaker ?? 'not said yet'}`,
    ...(possession === null ? [] : [`possession  ${possession}`]),
  ]);
}

function enrolKey(
  session: Session,
  { party = '', input }: KeyOptions,
  [path = '']: string[],
): Promise<ExitCode> {
  readKeyFile(path);
  return whileWriting(
    session,
    async (opened) => {
      const found = partyIdOf(opened.node, party);
      if (!found.ok) return session.output.refused(found.refusals);
      const device = await unlockedSigner(session, path, { party: found.value, noInput: !input });
      return changeKeys(session, opened, operatorSigner(opened), {
        party: found.value,
        enrols: enrolmentOf(device),
      });
    },
    { mustExist: true },
  );
}

function revokeKey(
  session: Session,
  { party = '', reason = '' }: KeyOptions,
  [kid = '']: string[],
): Promise<ExitCode> {
  return whileWriting(
    session,
    async ({ node }) => {
      const found = partyIdOf(node, party);
      if (!found.ok) return session.output.refused(found.refusals);
      const answer = await node.revokeKey(found.value, kid, reason);
      return answer.ok
        ? session.output.answer(answer.value, () => partyLines(answer.value))
        : session.output.refused(answer.refusals);
    },
    { mustExist: true },
  );
}
