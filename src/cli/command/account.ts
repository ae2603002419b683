// The accounts of people, for an operator without a browser: `selvedge account`.
import type { Command } from 'commander';
import { levels } from '#verifier';
import type { Accounts } from '../../account/accounts.ts';
import { nodeRoles, partyRoles, type PersonRole, type Terms, usualLevel } from '../../account/membership.ts';
import type { Person } from '../../account/person.ts';
import { checkTerms } from '../../account/terms.ts';
import type { Level } from '../../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, group, oneOf, whole } from '../describe.ts';
import { withAccounts } from '../directory/accounts.ts';
import { whileReading } from '../directory/reading.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';
import { dayWords } from '../words.ts';

interface InviteOptions extends CommonOptions {
  role: PersonRole;
  party?: string;
  site?: string[];
  level?: Level;
  note?: string;
  days: number;
}

interface ResetOptions extends CommonOptions {
  secondFactor?: boolean;
}

interface EndOptions extends CommonOptions {
  party?: string;
}

const roles = [...nodeRoles, ...partyRoles];
const dayMs = 86_400_000;
const byCommand = { user: null, role: 'command line' };

const list = {
  usage: 'list',
  summary: 'people and what they may do',
  examples: ['account list', 'account list --json'],
};
const invite = {
  usage: 'invite',
  summary: 'make a link that lets a person join; it is shown once and kept nowhere',
  about:
    'operator: everything. reader: reads everything (an auditor). In a party: manager, clerk, viewer. The link counts\n' +
    'once: append it to the address of the node and hand it over.',
  examples: [
    'account invite --role operator',
    'account invite --role clerk --party "Ring Mill" --site urn:epc:id:sgln:9520161.00001.0 --days 2 --json',
  ],
};
const reset = {
  usage: 'reset <email>',
  summary: 'make a link that lets a person set a new password, once, within a day',
  examples: ['account reset ana@mill.example', 'account reset ana@mill.example --second-factor'],
};
const end = {
  usage: 'end <email>',
  summary: 'end what a person may do, and their sessions',
  examples: ['account end ana@mill.example', 'account end ana@mill.example --party "Ring Mill"'],
};

export function accountCommands(parent: Command, cli: Cli): void {
  const account = group(parent, 'account', 'people who sign in to the web application', [
    'account invite --role operator',
    'account list',
  ]);
  command<CommonOptions>(account, cli, list, listPeople);
  command<InviteOptions>(account, cli, invite, invitePerson)
    .requiredOption('--role <role>', roles.join(', '), oneOf(roles))
    .option('--party <party>', 'id or name, for manager, clerk and viewer')
    .option('--site <facility>', 'limits a clerk to it; may be given several times', collected)
    .option('--level <level>', `the most they are shown: ${levels.join(', ')}`, oneOf(levels))
    .option('--note <text>', 'for whom it is; whoever is invited reads it')
    .option('--days <n>', 'how long it can be accepted', whole(1, 90), 7);
  command<ResetOptions>(account, cli, reset, resetPerson).option(
    '--second-factor',
    'remove the second factor too, of somebody who has lost it',
  );
  command<EndOptions>(account, cli, end, endPerson).option('--party <party>', 'only there; id or name');
}

function collected(text: string, before: string[] = []): string[] {
  return [...before, text];
}

function listPeople(session: Session): Promise<ExitCode> {
  return withAccounts(session, ({ persons, memberships }) => {
    const people = persons
      .all()
      .map((person) => ({ ...person, memberships: memberships.of(person.id).map(shown) }));
    return session.output.answer(people, () => table(people.flatMap(rowsOf)));
  });
}

function shown({ party, role, sites, level, createdAtMs }: Terms & { createdAtMs: number }): Terms & {
  createdAtMs: number;
} {
  return { party, role, sites, level, createdAtMs };
}

function rowsOf({
  email,
  name,
  twoFactor,
  memberships,
}: Person & { memberships: ReturnType<typeof shown>[] }): string[][] {
  const factor = twoFactor ? 'second factor' : '';
  if (memberships.length === 0) return [[email, name, 'nothing any more', '', '', factor]];
  return memberships.map(({ role, party, sites, createdAtMs }) => [
    ...[email, name, role, party ?? 'the node', sites === null ? '' : `${sites.length} sites`],
    ...[factor, dayWords(createdAtMs)],
  ]);
}

function invitePerson(session: Session, options: InviteOptions): Promise<ExitCode> {
  return withAccounts(session, (accounts) =>
    whileReading(session, ({ node }) => {
      const terms = termsOf(node, options);
      if (!terms.ok) return session.output.refused(terms.refusals);
      const nowMs = session.io.nowMs();
      const wish = { ...terms.value, note: options.note ?? null, invitedBy: null };
      const expiresAtMs = nowMs + options.days * dayMs;
      const { invitation, token } = accounts.invitations.make({ ...wish, expiresAtMs }, nowMs);
      const { id, role, party } = invitation;
      accounts.audit.note({ ...byCommand, party, action: 'invited', subject: id, detail: { role } });
      const link = `/app/join#${id}.${token}`;
      return session.output.answer({ id, link, ...terms.value, expiresAtMs }, () => [
        link,
        `lets one person join as ${role}${party === null ? '' : ` of ${party}`}, until ${dayWords(expiresAtMs)}`,
      ]);
    }),
  );
}

function termsOf(node: SelvedgeNode, { role, party, site, level }: InviteOptions): Answer<Terms> {
  const found = party === undefined ? undefined : partyIdOf(node, party);
  if (found?.ok === false) return found;
  const terms = { role, party: found?.value ?? null, sites: site ?? null, level: level ?? usualLevel[role] };
  return checkTerms(node, terms);
}

function resetPerson(session: Session, options: ResetOptions, [email = '']: string[]): Promise<ExitCode> {
  return withPerson(session, email, async (accounts, person) => {
    const token = await accounts.signIn.resetToken(person);
    const { id } = person;
    accounts.audit.note({ ...byCommand, party: null, action: 'made a password reset link', subject: id });
    if (options.secondFactor === true) {
      await accounts.signIn.removeSecondFactor(id);
      accounts.audit.note({ ...byCommand, party: null, action: 'removed a second factor', subject: id });
    }
    const link = `/app/reset#${token}`;
    const expiresAtMs = session.io.nowMs() + dayMs;
    return session.output.answer(
      { link, expiresAtMs, secondFactorRemoved: options.secondFactor === true },
      () => [link, 'append it to the address of the node and hand it over: it counts once, for a day'],
    );
  });
}

function endPerson(session: Session, { party }: EndOptions, [email = '']: string[]): Promise<ExitCode> {
  return withPerson(session, email, async (accounts, { id }) => {
    const only = party === undefined ? undefined : await partyNamed(session, party);
    const meant = accounts.memberships.of(id).filter((one) => only === undefined || one.party === only);
    for (const one of meant) {
      accounts.memberships.end(id, one.party, session.io.nowMs());
      const detail = { role: one.role };
      accounts.audit.note({
        ...byCommand,
        party: one.party,
        action: 'ended a membership',
        subject: id,
        detail,
      });
    }
    if (only === undefined) await accounts.signIn.endSessions(id);
    return session.output.answer({ user: id, ended: meant.map(shown) }, () => [
      `${email}: ${meant.length === 0 ? 'there was nothing to end' : `${meant.map(({ role }) => role).join(', ')} ended`}`,
    ]);
  });
}

function partyNamed(session: Session, text: string): Promise<string> {
  return whileReading(session, ({ node }) => {
    const found = partyIdOf(node, text);
    if (found.ok) return found.value;
    throw new CannotTell(found.refusals[0]?.detail ?? `there is no party ${text}`);
  });
}

function withPerson(
  session: Session,
  email: string,
  work: (accounts: Accounts, person: Person) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withAccounts(session, async (accounts) => {
    const person = accounts.persons.byEmail(email);
    if (person !== undefined) return work(accounts, person);
    const detail = `Nobody has the address ${email} here: see \`selvedge account list\`.`;
    return session.output.refused([{ code: 'PERSON_UNKNOWN', field: 'email', detail }]);
  });
}
