import type { Command } from 'commander';
import type { PartyView } from '../../flow/answers.ts';
import { enrolmentOf } from '../../flow/device.ts';
import type { PartyAdmission } from '../../flow/node.ts';
import { type Cli, command, group } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { unlockedSigner } from '../key/unlock.ts';
import { type CommonOptions, table } from '../output.ts';
import { partyLines } from '../party-words.ts';
import type { Session } from '../session.ts';

interface AddOptions extends CommonOptions {
  country?: string;
  region?: string;
  id?: string;
  identifier?: string[];
  deviceKey?: string;
  input: boolean;
}

const add = {
  usage: 'add <name>',
  summary: 'admit a party',
  about:
    'Without --device-key the node makes and keeps a key for it: everything it says is then marked custodial.',
  examples: [
    'party add "Green Field Farm" --country IN --region IN-MH',
    'party add "Ring Mill" --country TR --device-key mill.key',
    'party add "Gin" --id urn:uuid:5f1b2f0e-62f4-4f5a-8f0a-2d1c3b4a5968 --json',
  ],
};

const list = {
  usage: 'list',
  summary: 'the parties with their keys',
  examples: ['party list', "party list --json | jq -r '.[].party'"],
};

export function partyCommands(parent: Command, cli: Cli): void {
  const party = group(parent, 'party', 'who takes part', [
    'party add "Green Field Farm" --country IN',
    'party list',
  ]);
  command<AddOptions>(party, cli, add, addParty)
    .option('--country <cc>', 'ISO 3166-1 alpha-2')
    .option('--region <region>', 'ISO 3166-2, or free text')
    .option('--id <uri>', 'its id; made by the node if not given')
    .option('--identifier <id...>', 'other ids of it, such as a GLN')
    .option(
      '--device-key <file>',
      'its own key, made with `selvedge key new`; the key file must name the same party, or none',
    )
    .option('--no-input', 'never ask');
  command<CommonOptions>(party, cli, list, listParties);
}

async function addParty(session: Session, options: AddOptions, [name = '']: string[]): Promise<ExitCode> {
  if (options.country !== undefined && !/^[A-Z]{2}$/.test(options.country))
    throw new CannotTell(`${options.country} is no country code: two capital letters, ISO 3166-1`);
  const admission = await admissionOf(session, options, name);
  return whileWriting(session, async ({ node }) => {
    const known = admission.party === undefined ? undefined : node.party(admission.party);
    if (known !== undefined)
      return session.output.refused([
        {
          code: 'PARTY_KNOWN',
          field: 'id',
          detail: `${known.party} is admitted already; another key is added with \`selvedge key enrol\`.`,
        },
      ]);
    const answer = await node.admitParty(admission);
    return answer.ok
      ? session.output.answer(answer.value, () => partyLines(answer.value))
      : session.output.refused(answer.refusals);
  });
}

async function admissionOf(session: Session, options: AddOptions, name: string): Promise<PartyAdmission> {
  const { country, region, id, identifier, deviceKey } = options;
  const told: PartyAdmission = {
    name,
    ...(country && { country }),
    ...(region && { region }),
    ...(identifier && { identifiers: identifier }),
  };
  if (deviceKey === undefined) return { ...told, ...(id && { party: id }) };
  const signer = await unlockedSigner(session, deviceKey, {
    party: id,
    noInput: !options.input,
  });
  const { jwk, possession } = enrolmentOf(signer);
  return { ...told, party: signer.party, device: { jwk, possession } };
}

function listParties(session: Session): Promise<ExitCode> {
  return whileReading(session, ({ node }) => {
    const parties = node.parties();
    return session.output.answer(parties, () =>
      table(
        parties.map((party) => [
          party.party,
          party.name ?? (party.party === node.operator ? '(the operator of this node)' : '?'),
          [party.country, party.region].filter(Boolean).join(' ') || '?',
          keysWords(party),
        ]),
      ),
    );
  });
}

function keysWords({ keys }: PartyView): string {
  const valid = keys.filter(({ revokedAt }) => revokedAt === null);
  return valid.length === 0
    ? 'no valid key'
    : [...new Set(valid.map(({ custody }) => custody))].sort().join(' + ');
}
