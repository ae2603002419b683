// Signing in, as the doors see it, and loaded when somebody first does: better-auth takes a second that no start of a node has to wait for.
import type { Answer } from '../flow/node.ts';
import type { Person } from './person.ts';

export interface NewPerson {
  name: string;
  email: string;
  password: string;
}

export interface SignedIn {
  session: string;
  person: Person;
  /** `Set-Cookie` values that lengthen the session, where it was due. */
  cookies: string[];
}

export interface SignIn {
  /** Answers everything under /account/auth. */
  handle(request: Request): Promise<Response>;
  /** Who is signed in, by the cookie; `lengthen`: the session lives on from now. */
  session(headers: Headers, lengthen?: boolean): Promise<SignedIn | undefined>;
  /**
   * Makes a person who may do nothing yet, and signs them in. EMAIL_TAKEN, EMAIL_NOT_VALID, PASSWORD_NOT_TAKEN.
   */
  add(person: NewPerson, headers: Headers): Promise<Answer<{ user: string; cookies: string[] }>>;
  /** Takes back what `add` has made. */
  remove(user: string): Promise<void>;
  /** Token of a link that lets its bearer set a new password, once, within a day. */
  resetToken(person: Person): Promise<string>;
  removeSecondFactor(user: string): Promise<void>;
  endSessions(user: string): Promise<void>;
}

/** `load` is asked once, when one of its answers is first needed; again where it failed. */
export function signInWhenNeeded(load: () => Promise<SignIn>): SignIn {
  let loading: Promise<SignIn> | undefined;
  const needed = (): Promise<SignIn> => {
    loading ??= load().catch((fault: unknown) => {
      loading = undefined;
      throw fault;
    });
    return loading;
  };
  return {
    handle: async (request) => (await needed()).handle(request),
    session: async (headers, lengthen) => (await needed()).session(headers, lengthen),
    add: async (person, headers) => (await needed()).add(person, headers),
    remove: async (user) => (await needed()).remove(user),
    resetToken: async (person) => (await needed()).resetToken(person),
    removeSecondFactor: async (user) => (await needed()).removeSecondFactor(user),
    endSessions: async (user) => (await needed()).endSessions(user),
  };
}
