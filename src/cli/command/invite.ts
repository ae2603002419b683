import { hash, randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { type Cli, command, group, oneOf } from '../describe.ts';
import type { ExitCode } from '../io.ts';
import { timeOf } from '../record/claims.ts';
import { say, type SayingOptions, sayingOptions } from '../record/say.ts';
import type { Session } from '../session.ts';
import { nameOf, timeWords } from '../record/words.ts';

interface CreateOptions extends SayingOptions {
  as: string;
  expires?: string;
  note?: string;
}

const invited = ['supplier', 'buyer', 'certifier', 'employee', 'producer'] as const;
const usualDaysMs = 30 * 24 * 3600 * 1000;

const create = {
  usage: 'create',
  summary: 'invite a partner; the secret is shown once and kept nowhere',
  about: 'The log gets the hash of the secret. Give the secret to whom you invite: it counts once.',
  examples: [
    'invite create --party "Ring Mill" --as supplier',
    'invite create --party "Ring Mill" --as supplier --expires 2026-04-01 --note "your bales" --json',
  ],
};

const accept = {
  usage: 'accept <secret>',
  summary: 'accept an invitation in the name of the invited party',
  examples: ['invite accept kmZ0pQ3vE1sW9yR4tU8iO2aS6dF5gH7jK0lX1cV3bNM --party "Gin East"'],
};

export function inviteCommands(parent: Command, cli: Cli): void {
  const invite = group(parent, 'invite', 'invitations of trading partners', [
    'invite create --party "Ring Mill" --as supplier',
  ]);
  sayingOptions(command<CreateOptions>(invite, cli, create, createInvitation))
    .requiredOption('--as <role>', invited.join(', '), oneOf(invited))
    .option('--expires <time>', 'until when it can be accepted; 30 days if left out')
    .option('--note <text>', 'a word with it; can be withheld and erased');
  sayingOptions(command<SayingOptions>(invite, cli, accept, acceptInvitation));
}

function createInvitation(session: Session, options: CreateOptions): Promise<ExitCode> {
  const { as, expires, note } = options;
  const secret = newSecret();
  const claims = {
    invitation: hashOf(secret),
    as,
    expires: timeOf(expires, session.io.nowMs() + (expires === undefined ? usualDaysMs : 0)),
    ...(note === undefined ? {} : { note }),
  };
  return say(session, 'invitation', options, () => ({ ok: true, value: [claims] }), {
    words: (node, said) => [
      secret,
      `${nameOf(node, said.issuer)} invites a ${as} with it, once, until ${timeWords(said.claims['expires'])}`,
    ],
    secrets: { secret },
  });
}

function acceptInvitation(
  session: Session,
  options: SayingOptions,
  [secret = '']: string[],
): Promise<ExitCode> {
  const claims = { invitation: hashOf(secret), secret };
  return say(session, 'acceptance', options, () => ({ ok: true, value: [claims] }));
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Of the ASCII bytes of the text (docs/protocol/record.md). */
function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
