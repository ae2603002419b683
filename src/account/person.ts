// People as the rows of better-auth's table `user` have them.
import type { DatabaseSync } from 'node:sqlite';

export interface Person {
  id: string;
  name: string;
  email: string;
  /** A second factor is asked for after the password. */
  twoFactor: boolean;
}

export interface Persons {
  byId(id: string): Person | undefined;
  byEmail(email: string): Person | undefined;
  all(): Person[];
}

export function personsIn(database: DatabaseSync): Persons {
  const some = (where: string, ...values: string[]): Person[] =>
    database
      .prepare(`SELECT * FROM "user" ${where}`)
      .all(...values)
      .map(personOf);
  return {
    byId: (id) => some('WHERE id = ?', id)[0],
    byEmail: (email) => some('WHERE email = ?', email.trim().toLowerCase())[0],
    all: () => some('ORDER BY "createdAt", id'),
  };
}

function personOf(row: Record<string, unknown>): Person {
  return {
    id: String(row['id']),
    name: String(row['name']),
    email: String(row['email']),
    twoFactor: row['twoFactorEnabled'] === 1,
  };
}
