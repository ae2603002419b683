// The door over a real node, with one key for each kind of caller.
import type { Hono } from 'hono';
import { type Accounts, openAccounts } from '../../src/account/accounts.ts';
import { credentialDesk } from '../../src/credential/desk.ts';
import type { EventOutcome, Refusal } from '../../src/flow/answers.ts';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import { type ApiKeys, type KeyWish, mintKey } from '../../src/http/access/key.ts';
import { apiKeysInMemory } from '../../src/http/access/memory.ts';
import { httpApp } from '../../src/http/app.ts';
import type { DoorOptions } from '../../src/http/door.ts';
import { type CaptureDesk, captureDesk } from '../../src/http/job/desk.ts';
import { captureJobsInMemory } from '../../src/http/job/memory.ts';
import { doubtDesk } from '../../src/http/doubt/desk.ts';
import { scanDesk } from '../../src/http/scan/desk.ts';
import type { Data } from '../../src/store/data.ts';
import { webhooksOf } from '../../src/cli/serve/webhooks.ts';
import type { WebhookDesk } from '../../src/webhook/desk.ts';
import { operatingIn } from '../support/operating.ts';
import { openTestNode } from '../support/world.ts';

export const callers = ['anonymous', 'reader', 'party', 'other', 'operator'] as const;
export type CallerName = (typeof callers)[number];

export interface TestDoor {
  app: Hono;
  node: SelvedgeNode;
  data: Data;
  jobs: CaptureDesk;
  accounts: Accounts;
  webhooks: WebhookDesk;
  keys: ApiKeys;
  party: string;
  otherParty: string;
  /** Faults that were reported; a test that expects none says so. */
  faults: unknown[];
  as(caller: CallerName): Record<string, string>;
  /** Headers with a new key. */
  withKey(wish: KeyWish): Promise<Record<string, string>>;
  close(): Promise<void>;
}

export async function openDoor(options: Partial<DoorOptions> = {}): Promise<TestDoor> {
  const { node, party, otherParty, data, close } = await openTestNode();
  const faults: unknown[] = [];
  const report = (fault: unknown): void => void faults.push(fault);
  const keys = apiKeysInMemory();
  const jobs = captureDesk(node, captureJobsInMemory(), { report });
  const beside = {
    documents: data.documents,
    uploads: data.uploads,
    answered: data.answered,
    keyNames: data.keyNames,
    scans: scanDesk(data.scans),
    doubts: doubtDesk(data.doubts),
    credentials: credentialDesk(node, data.world.vault, () => data.world.clock.nowMs()),
  };
  const webhooks = webhooksOf({ data, node }, ['127.0.0.1'], report);
  const accounts = options.accounts ?? (await openAccounts({ sealing: Buffer.alloc(32, 7), report }));
  const operating = operatingIn({ node, data, keys, accounts, report, webhooks });
  const app = httpApp(node, { keys, jobs, report, ...beside, accounts, operating, webhooks, ...options });
  const wishes = {
    reader: { role: 'reader' },
    party: { role: 'party', party },
    other: { role: 'party', party: otherParty },
    operator: { role: 'operator' },
  } as const;
  const headers = new Map<string, Record<string, string>>([['anonymous', {}]]);
  const withKey = async (wish: KeyWish): Promise<Record<string, string>> => {
    const { text, key } = mintKey(wish, 0);
    await keys.add(key);
    return { authorization: `Bearer ${text}` };
  };
  for (const [name, wish] of Object.entries(wishes)) headers.set(name, await withKey(wish));
  const as = (caller: CallerName): Record<string, string> => ({ ...headers.get(caller) });
  return {
    app,
    node,
    data,
    jobs,
    accounts,
    webhooks,
    keys,
    party,
    otherParty,
    faults,
    as,
    withKey,
    close: async () => {
      await webhooks.close();
      await operating.backups.close();
      await jobs.close();
      accounts.close();
      await close();
    },
  };
}

const context = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'];
let lots = 0;

/** An event that gives birth to a lot nobody has used yet. */
export function freshEvent(change: Record<string, unknown> = {}): {
  lot: string;
  event: Record<string, unknown>;
} {
  lots += 1;
  const lot = `https://id.gs1.org/01/09521234543213/10/API${lots}`;
  const event = {
    '@context': context,
    type: 'ObjectEvent',
    eventTime: '2025-06-01T08:00:00.000Z',
    eventTimeZoneOffset: '+00:00',
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: lot, quantity: 100, uom: 'KGM' }],
    ...change,
  };
  return { lot, event };
}

export function documentOf(...events: Record<string, unknown>[]): Record<string, unknown> {
  return {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2025-06-01T09:00:00.000Z',
    epcisBody: { eventList: events.map(({ '@context': _, ...event }) => event) },
  };
}

export function jsonPost(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
}

/** Any JSON answer of the door: a test reads the members that its answer has. */
export interface Answered {
  type: string;
  title: string;
  epcisException: string;
  location: string;
  code: string;
  errors: [Refusal, ...Refusal[]];
  outcome: string;
  custody: string;
  entries: number[];
  events: EventOutcome[];
  level: string;
  lot: Record<string, unknown>;
  page: unknown[];
  member: Record<string, unknown>[];
  claims: Record<string, unknown>;
  withheld: string[];
  entry: number;
  issuer: string;
  epcisBody: { queryResults: { resultsBody: { eventList: Record<string, unknown>[] } } };
  'selvedge:records': { 'selvedge:eventID': string; 'selvedge:party': string; 'selvedge:custody': string }[];
}

export async function jsonOf(response: Response): Promise<Answered> {
  return (await response.json()) as Answered;
}
