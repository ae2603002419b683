// The accounts of a data directory: of the node that serves it, or beside one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Accounts, AccountsOptions } from '../../account/accounts.ts';
import { type AuditNote, auditIn } from '../../account/audit.ts';
import { openAccountDatabase } from '../../account/database.ts';
import { accountsFile } from '../../account/names.ts';
import { sealingKey } from '../../store/vault.ts';
import { CannotTell } from '../fault.ts';
import type { Session } from '../session.ts';

export async function accountsOf(
  { directory, io }: Session,
  options: Pick<AccountsOptions, 'publicUrl' | 'oidc' | 'report'> = {},
): Promise<Accounts> {
  const sealing = sealingKey(join(directory, 'sealing.key'), io.environment.sealing);
  // Imported here: it brings better-auth with it, which no other command needs.
  const { openAccounts } = await import('../../account/accounts.ts');
  return openAccounts({ directory, sealing, nowMs: () => io.nowMs(), ...options });
}

/** Beside a serving node too: SQLite lets one of them write at a time, and each request looks anew. */
export async function withAccounts<T>(
  session: Session,
  work: (accounts: Accounts) => Promise<T> | T,
): Promise<T> {
  if (!existsSync(join(session.directory, 'selvedge.db')))
    throw new CannotTell(`there is no log in ${session.directory}`);
  const accounts = await accountsOf(session);
  try {
    return await work(accounts);
  } finally {
    accounts.close();
  }
}

/** Into the audit trail, where there is one, what an administrator did without signing in. */
export function noteByCommand(
  { directory, io }: Session,
  note: Pick<AuditNote, 'party' | 'action' | 'subject' | 'detail'>,
): void {
  const path = join(directory, accountsFile);
  if (!existsSync(path)) return;
  const database = openAccountDatabase(path);
  try {
    auditIn(database, () => io.nowMs()).note({ user: null, role: 'command line', ...note });
  } finally {
    database.close();
  }
}
