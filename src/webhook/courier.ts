// Reads the log for each subscription and sends, message by message: for one subscription never two at a time, for many at once.
import { setImmediate as breath } from 'node:timers/promises';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import type { PrivateHosts } from './address.ts';
import { messageOf } from './message.ts';
import { newsFor } from './news.ts';
import type { NewsGround } from './news-item.ts';
import { afterAttempt, afterByHand, nextFor } from './schedule.ts';
import type { Send } from './sender.ts';
import { signedHeaders } from './signature.ts';
import type { WebhookStore } from './store.ts';
import type { Message, Outcome, Webhook } from './subscription.ts';

export interface WebhookTools {
  node: NewsGround & Pick<SelvedgeNode, 'head' | 'origin'>;
  store: WebhookStore;
  send: Send;
  named: PrivateHosts;
  nowMs: () => number;
  report: (fault: unknown) => void;
  /** In [0, 1): draws attempts apart. */
  chance?: () => number;
}

/** Entries that are looked through at a time, and messages that may wait before no more are put down. */
const entriesAtOnce = 500;
const mostWaiting = 200;
/** Receivers that are spoken to at the same time. */
const mostAtOnce = 8;
/** A subscription on which something broke in the node is left alone for so long. */
const pauseMs = 60_000;

export class Courier {
  readonly #tools: Required<WebhookTools>;
  readonly #stop = new AbortController();
  /** Subscriptions whose turn comes, in order. */
  readonly #line = new Set<string>();
  /** Those that somebody works on. */
  readonly #busy = new Set<string>();
  readonly #working = new Set<Promise<unknown>>();
  readonly #pausedUntilMs = new Map<string, number>();

  constructor(tools: WebhookTools) {
    this.#tools = { chance: Math.random, ...tools };
  }

  /** Until nothing is due; those that are being worked on are left to whoever does. */
  async turn(): Promise<void> {
    const { store, nowMs } = this.#tools;
    const open = store
      .list(undefined)
      .filter(({ endedAtMs, off }) => endedAtMs === null && off === null)
      .filter(({ id }) => (this.#pausedUntilMs.get(id) ?? 0) <= nowMs());
    for (const { id } of open) this.#line.add(id);
    const free = Math.max(0, mostAtOnce - this.#busy.size);
    await Promise.all(Array.from({ length: free }, () => this.#serveLine()));
  }

  /** A step for each, and whoever has more to do stands at the end again: a slow receiver with much to take keeps nobody from theirs. */
  async #serveLine(): Promise<void> {
    // A set grows while it is walked.
    for (const id of this.#line) {
      this.#line.delete(id);
      if (!this.#busy.has(id) && (await this.#alone(id, () => this.#serve(id)))) this.#line.add(id);
    }
  }

  /** One attempt that a person asked for. WEBHOOK_BUSY while another is under way. */
  async byHand(webhook: Webhook, choose: () => Answer<Message>): Promise<Answer<Message>> {
    const { id } = webhook;
    if (this.#busy.has(id) || this.#stop.signal.aborted) return busy;
    return await this.#alone(id, async () => {
      const chosen = choose();
      if (!chosen.ok) return chosen;
      const message = chosen.value;
      const { store } = this.#tools;
      const outcome = await this.#attempt(webhook, message);
      const isNext = store.waiting(id)?.id === message.id && webhook.off === null;
      const hasArrived = isNext && outcome.code === 'TAKEN';
      const settled = hasArrived
        ? afterAttempt(webhook, message, outcome, this.#tools.chance())
        : afterByHand(message, outcome);
      store.settle(id, message.id, settled);
      return { ok: true, value: store.message(id, message.id) ?? message };
    });
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#working);
  }

  async #alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    this.#busy.add(id);
    const working = work();
    this.#working.add(working);
    try {
      return await working;
    } finally {
      this.#busy.delete(id);
      this.#working.delete(working);
    }
  }

  /** One message at the most; sends before it reads on, so that what waits does not grow. False where nothing is due. */
  async #serve(id: string): Promise<boolean> {
    if (this.#stop.signal.aborted) return false;
    try {
      if (await this.#sendNext(id)) return true;
      const hasRead = await this.#collect(id);
      if (hasRead) await this.#sendNext(id);
      return hasRead;
    } catch (fault) {
      if (this.#stop.signal.aborted) return false;
      this.#pausedUntilMs.set(id, this.#tools.nowMs() + pauseMs);
      this.#tools.report(fault);
      return false;
    }
  }

  /** True where one was sent, however it went. */
  async #sendNext(id: string): Promise<boolean> {
    const { store, nowMs, chance } = this.#tools;
    const webhook = store.find(id);
    const message = store.waiting(id);
    if (webhook === undefined || message === undefined) return false;
    if (nextFor(webhook, message, nowMs()).act !== 'send') return false;
    const outcome = await this.#attempt(webhook, message);
    // Who has ended it meanwhile is obeyed: there is nothing left to note.
    const now = store.find(id);
    if (now !== undefined && now.endedAtMs === null)
      store.settle(id, message.id, afterAttempt(now, message, outcome, chance()));
    return true;
  }

  /** Puts down what the next entries of the log have to tell; false where nothing is left to read. */
  async #collect(id: string): Promise<boolean> {
    const { node, store, nowMs } = this.#tools;
    // Reading is done at one go: others who want the thread come first.
    await breath();
    const webhook = store.find(id);
    const size = node.head().size;
    if (webhook === undefined || webhook.cursor >= size || store.waitingCount(id) >= mostWaiting)
      return false;
    const to = Math.min(webhook.cursor + entriesAtOnce, size);
    const news = await newsFor(node, webhook, webhook.cursor, to);
    const messages = news.map((one) => messageOf(webhook, node.origin, one, nowMs()));
    return store.collect(id, webhook.cursor, to, messages);
  }

  async #attempt(webhook: Webhook, { id, body }: Message): Promise<Outcome> {
    const { nowMs, send } = this.#tools;
    const headers = this.#headers(webhook, { id, body });
    if (headers === undefined) return { ...secretLost, atMs: nowMs() };
    return await send({ url: webhook.url, headers, body }, this.#stop.signal);
  }

  #headers(webhook: Webhook, message: { id: string; body: string }): Record<string, string> | undefined {
    const { store, nowMs, report } = this.#tools;
    try {
      const { newest, old } = store.secrets(webhook.id);
      const isOldStillGood = (webhook.oldSecretUntilMs ?? 0) > nowMs();
      return signedHeaders({ newest, old: isOldStillGood ? old : null }, message, nowMs());
    } catch (fault) {
      report(fault);
      return undefined;
    }
  }
}

const busy: Answer<never> = {
  ok: false,
  refusals: [{ code: 'WEBHOOK_BUSY', detail: 'A message is on its way to this receiver: try again soon.' }],
};

const secretLost: Omit<Outcome, 'atMs'> = {
  ...{ tookMs: 0, code: 'SECRET_LOST', status: null, retryAfterMs: null },
  answer: 'The secret does not open with this sealing key: make a new one.',
};
