import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { levels } from '#verifier';
import type { Level } from '../../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { type ApiKey, type ApiKeys, type KeyWish, mintKey } from '../../http/access/key.ts';
import type { Role } from '../../http/access/role.ts';
import { DataInUse } from '../../store/data.ts';
import { openDatabase } from '../../store/database.ts';
import { type Cli, command, group, oneOf } from '../describe.ts';
import { noteByCommand } from '../directory/accounts.ts';
import { whileReading } from '../directory/reading.ts';
import { whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { type CommonOptions, table } from '../output.ts';
import { apiKeysIn } from '../../http/access/stored.ts';
import type { Session } from '../session.ts';
import { dayWords } from '../words.ts';

interface AddOptions extends CommonOptions {
  role: Role;
  party?: string;
  level?: Level;
  label?: string;
}

const roles = ['party', 'reader', 'operator'] as const;

const add = {
  usage: 'add',
  summary: 'make an API key; it is shown once and kept nowhere',
  about: 'party: says things in the name of --party. reader: reads everything. operator: everything.',
  examples: [
    'apikey add --role party --party "Ring Mill"',
    'apikey add --role reader --level region --label "auditor" --json',
  ],
};
const list = {
  usage: 'list',
  summary: 'the API keys, without their secrets',
  examples: ['apikey list', 'apikey list --json'],
};
const revoke = {
  usage: 'revoke <id>',
  summary: 'revoke an API key',
  examples: ['apikey revoke 0123456789abcdef'],
};

export function apikeyCommands(parent: Command, cli: Cli): void {
  const apikey = group(parent, 'apikey', 'keys to the HTTP interface', [
    'apikey add --role reader',
    'apikey list',
  ]);
  command<AddOptions>(apikey, cli, add, addKey)
    .requiredOption('--role <role>', roles.join(', '), oneOf(roles))
    .option('--party <party>', 'id or name, for the role party')
    .option('--level <level>', `the most it is shown: ${levels.join(', ')}`, oneOf(levels))
    .option('--label <text>', 'what you call it');
  command<CommonOptions>(apikey, cli, list, listKeys);
  command<CommonOptions>(apikey, cli, revoke, revokeKey);
}

function addKey(session: Session, options: AddOptions): Promise<ExitCode> {
  if ((options.role === 'party') !== (options.party !== undefined))
    throw new CannotTell('--party goes with --role party, and only with that');
  return withKeys(session, false, async (node, keys) => {
    const wish = wishOf(node, options);
    if (!wish.ok) return session.output.refused(wish.refusals);
    const { text, key } = mintKey(wish.value, session.io.nowMs());
    await keys.add(key);
    const { id, role, party, level, label } = key;
    noteByCommand(session, { party, action: 'made an API key', subject: id, detail: { role, level, label } });
    return session.output.answer({ ...shown(key), key: text }, () => [
      text,
      `id ${key.id}, role ${key.role}${key.party === null ? '' : ` for ${key.party}`}, shown at most: ${key.level}`,
    ]);
  });
}

function wishOf(node: SelvedgeNode, { role, party, level, label }: AddOptions): Answer<KeyWish> {
  const found = party === undefined ? undefined : partyIdOf(node, party);
  if (found !== undefined && !found.ok) return found;
  return {
    ok: true,
    value: { role, ...(found && { party: found.value }), ...(level && { level }), ...(label && { label }) },
  };
}

/** Beside a serving node too: nothing is written. */
async function listKeys(session: Session): Promise<ExitCode> {
  const path = join(session.directory, 'selvedge.db');
  if (!existsSync(path)) throw new CannotTell(`there is no log in ${session.directory}`);
  const database = openDatabase(path, true);
  try {
    const keys = (await apiKeysIn(database).list()).map(shown);
    return session.output.answer(keys, () =>
      table(
        keys.map((key) => [
          key.id,
          key.role,
          key.party ?? '',
          key.level,
          dayWords(key.createdAtMs),
          key.revokedAtMs === null ? '' : `revoked ${dayWords(key.revokedAtMs)}`,
          key.label,
        ]),
      ),
    );
  } finally {
    database.close();
  }
}

function revokeKey(session: Session, _: CommonOptions, [id = '']: string[]): Promise<ExitCode> {
  return withKeys(session, true, async (_node, keys) => {
    const known = await keys.revoke(id, session.io.nowMs());
    if (!known)
      return session.output.refused([
        {
          code: 'API_KEY_UNKNOWN',
          field: 'id',
          detail: `There is no API key ${id}: see \`selvedge apikey list\`.`,
        },
      ]);
    const { party = null } = (await keys.find(id)) ?? {};
    noteByCommand(session, { party, action: 'revoked an API key', subject: id });
    return session.output.answer({ id, revoked: true }, () => [`${id} is revoked`]);
  });
}

/**
 * Beside a serving node too, which looks every key up anew: one that has leaked cannot wait for the next stop. API keys
 * are no part of the log, so its single writer has no say in them.
 */
async function withKeys(
  session: Session,
  mustExist: boolean,
  work: (node: SelvedgeNode, keys: ApiKeys) => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await whileWriting(session, ({ node, data }) => work(node, apiKeysIn(data.database)), {
      mustExist,
    });
  } catch (fault) {
    if (!(fault instanceof DataInUse)) throw fault;
  }
  const database = openDatabase(join(session.directory, 'selvedge.db'));
  try {
    return await whileReading(session, ({ node }) => work(node, apiKeysIn(database)));
  } finally {
    database.close();
  }
}

function shown({ secretHash: _, ...key }: ApiKey): Omit<ApiKey, 'secretHash'> {
  return key;
}
