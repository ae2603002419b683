import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openDatabase } from '../../store/database.ts';
import { sealingKey } from '../../store/vault.ts';
import { openWebhooks } from '../../store/webhooks.ts';
import { type WebhookDesk, webhookDesk, type WebhookState } from '../../webhook/desk.ts';
import { senderOf } from '../../webhook/sender.ts';
import { type Message, type WebhookKind, webhookKinds } from '../../webhook/subscription.ts';
import { type Cli, command, group } from '../describe.ts';
import { noteByCommand } from '../directory/accounts.ts';
import { whileReading } from '../directory/reading.ts';
import { CannotTell, faultMessage } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { type CommonOptions, table } from '../output.ts';
import { receiverHosts } from '../serve/webhooks.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';
import { counted, dayWords } from '../words.ts';

interface AddOptions extends CommonOptions {
  url: string;
  kinds?: WebhookKind[];
  party?: string;
  private?: string[];
}

type TestOptions = Pick<AddOptions, 'private'> & CommonOptions;

const list = {
  usage: 'list',
  summary: 'who is told of what the log takes, and how that goes',
  examples: ['webhook list', 'webhook list --json'],
};
const add = {
  usage: 'add',
  summary: 'tell a program of what the log takes; its secret is shown once',
  about: `Without --party it is told of everything. Kinds: ${webhookKinds.join(', ')}. Sent by the serving node.`,
  examples: [
    'webhook add --party "Ring Mill" --url https://erp.mill.example/selvedge',
    'webhook add --url https://ops.example/hook --kinds status.said,case.step --json',
  ],
};
const test = {
  usage: 'test <id>',
  summary: 'send a test message now, and show what was answered',
  examples: ['webhook test whk_0123456789abcdef'],
};
const resume = {
  usage: 'resume <id>',
  summary: 'switch one on again that was switched off: it goes on where it stopped',
  examples: ['webhook resume whk_0123456789abcdef'],
};
const end = {
  usage: 'end <id>',
  summary: 'end one for ever',
  examples: ['webhook end whk_0123456789abcdef'],
};

export function webhookCommands(parent: Command, cli: Cli): void {
  const webhook = group(parent, 'webhook', 'programs that are told by themselves', [
    'webhook list',
    'webhook add --party "Ring Mill" --url https://erp.mill.example/selvedge',
  ]);
  command<CommonOptions>(webhook, cli, list, listWebhooks);
  command<AddOptions>(webhook, cli, add, addWebhook)
    .requiredOption('--url <address>', 'where it listens: https')
    .option('--kinds <kinds>', 'of what, with commas between; everything if left out', kindsIn)
    .option('--party <party>', 'id or name; the node itself if left out')
    .option('--private <host>', ownNetwork, receiverHosts);
  command<TestOptions>(webhook, cli, test, testWebhook).option('--private <host>', ownNetwork, receiverHosts);
  for (const [description, work] of [
    [resume, resumeWebhook],
    [end, endWebhook],
  ] as const)
    command<CommonOptions>(webhook, cli, description, work);
}

const ownNetwork = 'a host in your own network, as --webhook-private of serve names it';

function kindsIn(text: string): WebhookKind[] {
  return text.split(',').map((word) => {
    const kind = webhookKinds.find((one) => one === word.trim());
    if (kind !== undefined) return kind;
    throw new InvalidArgumentError(`Of ${webhookKinds.join(', ')}.`);
  });
}

function listWebhooks(session: Session): Promise<ExitCode> {
  return withDesk(session, [], (desk, node) => {
    const all = desk.list(undefined);
    return session.output.answer(all.map(shown), () =>
      all.length === 0 ? ['There is no webhook.'] : table(all.map((one) => rowOf(one, node))),
    );
  });
}

function shown({ webhook, state, waiting, last }: WebhookState): object {
  return { ...webhook, state, waiting, last: last?.last ?? null };
}

function rowOf({ webhook, state, waiting, last }: WebhookState, node: SelvedgeNode): string[] {
  const { id, party, url, createdAtMs } = webhook;
  const whose = party === null ? 'the node' : (node.party(party)?.name ?? party);
  const answer = last?.last ? `${last.last.code} ${last.last.status ?? ''}`.trim() : '';
  return [id, state, whose, url, dayWords(createdAtMs), counted(waiting, 'message'), answer];
}

function addWebhook(
  session: Session,
  { url, kinds, party, private: named = [] }: AddOptions,
): Promise<ExitCode> {
  return withDesk(session, named, (desk, node) => {
    const found = party === undefined ? undefined : partyIdOf(node, party);
    if (found !== undefined && !found.ok) return session.output.refused(found.refusals);
    const made = desk.subscribe({ party: found?.value ?? null, url, kinds: kinds ?? webhookKinds });
    if (!made.ok) return session.output.refused(made.refusals);
    const { webhook, secret } = made.value;
    note(session, 'made a webhook', webhook, { host: new URL(webhook.url).host, kinds: webhook.kinds });
    return session.output.answer({ ...webhook, secret }, () => [secret, `id ${webhook.id}`]);
  });
}

function testWebhook(session: Session, options: TestOptions, [id = '']: string[]): Promise<ExitCode> {
  return withOne(session, id, options.private, async (desk, { webhook }) => {
    const sent = await desk.test(id);
    if (!sent.ok) return session.output.refused(sent.refusals);
    note(session, 'tested a webhook', webhook, { outcome: sent.value.last?.code ?? null });
    return session.output.answer(sent.value, () => answerLines(sent.value));
  });
}

function answerLines({ last }: Message): string[] {
  if (last === null) return [];
  return [`${last.code} ${last.status ?? ''}`.trim(), ...(last.answer === '' ? [] : [`  ${last.answer}`])];
}

function resumeWebhook(session: Session, _: CommonOptions, [id = '']: string[]): Promise<ExitCode> {
  return withOne(session, id, [], (desk) => {
    const resumed = desk.resume(id);
    if (!resumed.ok) return session.output.refused(resumed.refusals);
    note(session, 'switched a webhook on', resumed.value);
    return session.output.answer(resumed.value, () => [`${id} is on`]);
  });
}

function endWebhook(session: Session, _: CommonOptions, [id = '']: string[]): Promise<ExitCode> {
  return withOne(session, id, [], (desk, { webhook, state }) => {
    if (state !== 'ended') {
      desk.end(id);
      note(session, 'ended a webhook', webhook);
    }
    return session.output.answer({ id, ended: true }, () => [`${id} has ended`]);
  });
}

function withOne(
  session: Session,
  id: string,
  named: readonly string[] | undefined,
  work: (desk: WebhookDesk, one: WebhookState) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  return withDesk(session, named ?? [], (desk) => {
    const one = desk.find(id);
    if (one !== undefined) return work(desk, one);
    const detail = `There is no webhook ${id}: see \`selvedge webhook list\`.`;
    return session.output.refused([{ code: 'WEBHOOK_UNKNOWN', field: 'id', detail }]);
  });
}

function note(
  session: Session,
  action: string,
  { id, party }: { id: string; party: string | null },
  detail?: Record<string, unknown>,
): void {
  noteByCommand(session, { party, action, subject: id, ...(detail && { detail }) });
}

/** Beside a serving node too: webhooks are no part of the log, so its single writer has no say in them. */
async function withDesk(
  session: Session,
  named: readonly string[],
  work: (desk: WebhookDesk, node: SelvedgeNode) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const { directory, io, output } = session;
  const path = join(directory, 'selvedge.db');
  if (!existsSync(path)) throw new CannotTell(`there is no log in ${directory}`);
  const database = openDatabase(path);
  try {
    const store = openWebhooks(database, sealingKey(join(directory, 'sealing.key'), io.environment.sealing));
    const nowMs = (): number => io.nowMs();
    const send = senderOf({ named, nowMs, agent: `Selvedge/${version}` });
    const report = (fault: unknown): void => output.tell(`fault: ${faultMessage(fault)}`);
    return await whileReading(session, ({ node }) =>
      work(webhookDesk({ node, store, send, named, nowMs, report }), node),
    );
  } finally {
    database.close();
  }
}
