// People and what they may do, of one node: everything that the doors need of it.
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { AnsweredRequests } from '../flow/ports.ts';
import { inTransaction } from '../store/transaction.ts';
import { sealedAnswersIn } from './answered.ts';
import { type Audit, auditIn } from './audit.ts';
import { openAccountDatabase } from './database.ts';
import { type Invitations, invitationsIn } from './invitation.ts';
import { type Membership, type Memberships, membershipsIn, type Terms } from './membership.ts';
import { accountsFile } from './names.ts';
import { type NewsRead, newsReadIn } from './news-read.ts';
import type { OidcProvider } from './oidc.ts';
import { type Pace, paceIn } from './pace.ts';
import { type Person, type Persons, personsIn } from './person.ts';
import { accountSecret } from './secret.ts';
import { type SignedIn, type SignIn, signInWhenNeeded } from './sign-in-face.ts';
import { areTablesMade, tablesAreMade } from './tables.ts';

/** Somebody who is signed in, and as what they act now. */
export interface PersonSession extends SignedIn {
  memberships: Membership[];
  /** undefined: they may do nothing (any more). */
  active: Membership | undefined;
}

export interface Accounts {
  signIn: SignIn;
  /** Those that people may sign in with, reached or not. */
  providers: { id: string; name: string }[];
  persons: Persons;
  memberships: Memberships;
  invitations: Invitations;
  audit: Audit;
  pace: Pace;
  /** Answers to people who sent an Idempotency-Key, sealed. */
  answered: AnsweredRequests;
  newsRead: NewsRead;
  nowMs: () => number;
  session(headers: Headers, lengthen?: boolean): Promise<PersonSession | undefined>;
  /** Which of their memberships the session acts by. */
  activate(session: string, party: string | null): void;
  /** One membership ended and another begun, or neither. */
  change(user: string, terms: Terms): Membership;
  /**
   * Drops what a crash left half-made (people whose invitation was never spent) and what sessions that are over leave
   * behind. For the process that serves, before it does: another might just be making somebody.
   */
  dropHalfMade(): void;
  close(): void;
}

export interface AccountsOptions {
  /** The data directory; undefined = in memory. */
  directory?: string;
  /** Seals the secret at rest: 32 bytes. */
  sealing: Uint8Array;
  publicUrl?: string;
  oidc?: readonly OidcProvider[];
  nowMs?: () => number;
  report?: (fault: unknown) => void;
  /** Default 14 days. */
  sessionSeconds?: number;
}

const usualSessionSeconds = 14 * 86_400;

/** Opens the accounts of a data directory and makes what is missing. */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { directory, sealing, publicUrl, oidc = [], nowMs = Date.now, report = () => {} } = options;
  const database = openAccountDatabase(directory === undefined ? ':memory:' : join(directory, accountsFile));
  const memberships = membershipsIn(database);
  const invitations = invitationsIn(database, memberships);
  const audit = auditIn(database, nowMs);
  const pace = paceIn(database, nowMs);
  const persons = personsIn(database);
  const secret = accountSecret(database, sealing);
  const tools = { database, invitations, persons, audit, pace, nowMs, report, secret, publicUrl };
  const setting = { ...tools, sessionSeconds: options.sessionSeconds ?? usualSessionSeconds };
  if (!areTablesMade(database)) {
    const { makeTables } = await import('./sign-in.ts');
    await makeTables(setting);
    tablesAreMade(database);
  }
  const signIn = signInWhenNeeded(async () => (await import('./sign-in.ts')).signInBy(setting, oidc));
  return {
    providers: oidc.map(({ id, name }) => ({ id, name })),
    ...{ signIn, persons, memberships, invitations, audit, pace, nowMs },
    answered: sealedAnswersIn(database, sealing),
    newsRead: newsReadIn(database),
    session: async (headers, lengthen) => {
      const signedIn = await signIn.session(headers, lengthen);
      return signedIn && { ...signedIn, ...actingAs(database, memberships, signedIn) };
    },
    activate: (session, party) =>
      void database
        .prepare('INSERT OR REPLACE INTO active_party (session, party) VALUES (?, ?)')
        .run(session, party ?? ''),
    change: (user, terms) => inTransaction(database, () => memberships.begin(user, terms, nowMs())),
    dropHalfMade: () => database.exec(halfMade),
    close: () => database.close(),
  };
}

/** The membership that was chosen in this session, else the oldest. */
function actingAs(
  database: DatabaseSync,
  memberships: Memberships,
  { session, person }: { session: string; person: Person },
): Pick<PersonSession, 'memberships' | 'active'> {
  const own = memberships.of(person.id);
  const chosen = database.prepare('SELECT party FROM active_party WHERE session = ?').get(session)?.['party'];
  const active = own.find(({ party }) => (party ?? '') === chosen) ?? own[0];
  return { memberships: own, active };
}

const halfMade = `
  DELETE FROM "session" WHERE "expiresAt" < strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
  DELETE FROM "user" WHERE id NOT IN (SELECT user FROM membership);
  DELETE FROM active_party WHERE session NOT IN (SELECT id FROM "session");
  DELETE FROM news_read WHERE user NOT IN (SELECT id FROM "user");
`;
