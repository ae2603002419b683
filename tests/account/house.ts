// A node that listens, and people who visit it each with a browser's cookies of their own.
import assert from 'node:assert/strict';
import { type Accounts, type AccountsOptions, openAccounts } from '../../src/account/accounts.ts';
import type { PersonRole } from '../../src/account/membership.ts';
import { mintKey } from '../../src/http/access/key.ts';
import type { DoorOptions } from '../../src/http/door.ts';
import { serve } from '../../src/http/serve.ts';
import { openDoor, type TestDoor } from '../api/door.ts';

export const password = 'seven green bales of lint';

// biome-ignore lint/suspicious/noExplicitAny: a test reads the members that its answer has.
export type Body = any;

export interface Answered {
  status: number;
  body: Body;
  headers: Headers;
}

/** One browser: it keeps cookies, and says where its pages come from. */
export class Visitor {
  readonly cookies: Map<string, string> = new Map();
  readonly url: string;
  /** What every request says beside; `origin: ''` leaves it out. */
  readonly says: Record<string, string>;

  constructor(url: string, says: Record<string, string> = { origin: new URL(url).origin }) {
    this.url = url;
    this.says = says;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.send('POST', path, body, headers);
  }

  async send(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answered> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all = {
      ...(method === 'GET' ? {} : this.says),
      ...(cookie === '' ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: all,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.#keep(response.headers.getSetCookie());
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  }

  #keep(setCookies: string[]): void {
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || attributes.some((one) => /^ *max-age=0$/i.test(one))) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

export interface House extends TestDoor {
  url: string;
  visitor(): Visitor;
  /** Text of an API key of the operator: the set-up token. */
  token: string;
  /** The first operator, set up and signed in. */
  operatorPerson(): Promise<Visitor>;
  /** A new person with this role, signed in; `of` null = of the node. */
  person(role: PersonRole, of: string | null, terms?: object): Promise<Visitor & { user: string }>;
  signedIn(email: string, secret?: string): Promise<Visitor>;
}

let made = 0;

export async function openHouse(
  options: Partial<AccountsOptions> = {},
  door: Partial<DoorOptions> = {},
): Promise<House> {
  const accounts: Accounts = await openAccounts({ sealing: Buffer.alloc(32, 9), ...options });
  const test = await openDoor({
    accounts,
    ...(options.publicUrl && { publicUrl: options.publicUrl }),
    ...door,
  });
  const { text: token, key } = mintKey({ role: 'operator' }, 0);
  await test.keys.add(key);
  const running = await serve(test.app, { port: 0, graceMs: 100 });
  const visitor = (): Visitor => new Visitor(running.url);
  let first: Promise<Visitor> | undefined;
  const operatorPerson = (): Promise<Visitor> => {
    first ??= setUp(visitor(), token);
    return first;
  };
  return {
    ...test,
    ...{ url: running.url, visitor, token, operatorPerson },
    person: async (role, of, terms = {}) => {
      const operator = await operatorPerson();
      await operator.post('/account/active', { party: null });
      const invited = await operator.post('/account/people/invitations', { role, party: of, ...terms });
      assert.equal(invited.status, 201, JSON.stringify(invited.body));
      made += 1;
      const joined = visitor();
      const about = { name: `Person ${made}`, email: `person${made}@example.org`, password };
      const took = await joined.post('/account/invitation/accept', {
        ...tokenOf(invited.body.link),
        ...about,
      });
      assert.equal(took.status, 201, JSON.stringify(took.body));
      return Object.assign(joined, { user: took.body.user.id as string });
    },
    signedIn: async (email, secret = password) => {
      const one = visitor();
      const answer = await one.post('/account/auth/sign-in/email', { email, password: secret });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return one;
    },
    close: async () => {
      await running.close();
      await test.close();
    },
  };
}

async function setUp(visitor: Visitor, token: string): Promise<Visitor> {
  const about = { token, name: 'First Operator', email: 'operator@example.org', password };
  const answer = await visitor.post('/account/setup', about);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return visitor;
}

/** Id and token in a link /app/join#<id>.<token>. */
export function tokenOf(link: string): { id: string; token: string } {
  const [, id = '', token = ''] = /^\/app\/join#([0-9a-f]+)\.([\w-]+)$/.exec(link) ?? [];
  return { id, token };
}

export function codeOf({ body }: Answered): string {
  return body.errors?.[0]?.code ?? body.code;
}
