// Webhooks of a serving node: their desk, and how the operator sees them.
import { InvalidArgumentError } from 'commander';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { TroubledWebhook, WebhooksState } from '../../http/operate/operating.ts';
import type { Data } from '../../store/data.ts';
import { type WebhookDesk, webhookDesk, type WebhookState } from '../../webhook/desk.ts';
import type { PrivateHosts } from '../../webhook/address.ts';
import { senderOf } from '../../webhook/sender.ts';
import { version } from '../version.ts';

const mostShown = 50;

/** For `--webhook-private`, which may be given several times: as a URL says it. */
export function receiverHosts(text: string, before: string[] = []): string[] {
  const url = URL.parse(`http://${text}`);
  if (url !== null && url.host === text.toLowerCase() && url.pathname === '/') return [...before, url.host];
  throw new InvalidArgumentError('Host, or host and port, such as erp.mill.lan:8080.');
}

export function webhooksOf(
  { data, node }: { data: Data; node: SelvedgeNode },
  named: PrivateHosts,
  report: (fault: unknown) => void,
): WebhookDesk {
  const nowMs = (): number => data.world.clock.nowMs();
  const send = senderOf({ named, nowMs, agent: `Selvedge/${version}` });
  return webhookDesk({ node, store: data.webhooks, send, named, nowMs, report });
}

export function webhooksStateOf(
  desk: WebhookDesk | undefined,
  node: Pick<SelvedgeNode, 'party'>,
): WebhooksState {
  const alive = (desk?.list(undefined) ?? []).filter(({ state }) => state !== 'ended');
  const count = (word: WebhookState['state']): number => alive.filter(({ state }) => state === word).length;
  return {
    ...{ on: count('on'), failing: count('failing'), off: count('off') },
    waiting: alive.reduce((sum, { waiting }) => sum + waiting, 0),
    troubled: alive.flatMap((one) => troubledIn(one, node)).slice(0, mostShown),
  };
}

function troubledIn({ webhook, last }: WebhookState, node: Pick<SelvedgeNode, 'party'>): TroubledWebhook[] {
  const { id, party, url, off, failingSinceMs } = webhook;
  const sinceMs = off?.atMs ?? failingSinceMs;
  if (sinceMs === null) return [];
  const whose = party === null ? null : (node.party(party)?.name ?? party);
  const answer = last?.last?.answer ?? null;
  return [{ id, whose, host: new URL(url).host, isOff: off !== null, sinceMs, answer }];
}
