// What the node answered the last time, for when it does not answer: kept with the moment it was told, never shown as if it were of now.
import { type QueryKey, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Problem } from '../api/call.ts';
import { database } from './database.ts';

export interface KeptAnswer {
  value: unknown;
  atMs: number;
}

export interface Known<T> {
  readonly value: T;
  /** When the node said so. */
  readonly atMs: number;
  /** The node did not answer now. */
  readonly isOld: boolean;
}

/** Without an answer, that of before; throws where there is none, and every refusal. */
export async function knownAnswer<T>(name: string, ask: () => Promise<T>): Promise<Known<T>> {
  try {
    const value = await ask();
    const atMs = Date.now();
    // Kept for another time: nobody waits for that, and a device that keeps nothing has had its answer.
    void keep(name, { value, atMs }).catch(() => undefined);
    return { value, atMs, isOld: false };
  } catch (fault) {
    const kept = isUnreachable(fault) ? await keptAnswer<T>(name) : undefined;
    if (kept === undefined) throw fault;
    return kept;
  }
}

async function keep(name: string, answer: KeptAnswer): Promise<void> {
  await (await database()).put('known', answer, name);
}

export async function keptAnswer<T>(name: string): Promise<Known<T> | undefined> {
  const kept = await database()
    .then((db) => db.get('known', name))
    .catch(() => undefined);
  return kept && { value: kept.value as T, atMs: kept.atMs, isOld: true };
}

/** All of it but who is here, which each answer to that question replaces. */
export async function forgetKnown(): Promise<void> {
  const change = (await database()).transaction('known', 'readwrite');
  for (const name of await change.store.getAllKeys()) if (name !== 'me') await change.store.delete(name);
  await change.done;
}

function isUnreachable(fault: unknown): boolean {
  return fault instanceof Problem && (fault.status === 0 || fault.status >= 502);
}

/**
 * A query that is answered without a line, too. What is kept is shown at once, and asked for anew behind it: on a bad line nobody waits
 * for what they have. `key` begins with the noun, and names the party.
 */
export function useKnown<T>(key: QueryKey, ask: () => Promise<T>): UseQueryResult<Known<T>> {
  const name = JSON.stringify(key);
  const kept = useQuery({
    queryKey: ['kept', name],
    queryFn: async () => (await keptAnswer<T>(name)) ?? null,
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fresh = useQuery({
    queryKey: key,
    queryFn: () => knownAnswer(name, ask),
    networkMode: 'always',
    retry: false,
  });
  const isWaiting = fresh.data === undefined && kept.data !== undefined && kept.data !== null;
  return isWaiting ? (kept as UseQueryResult<Known<T>>) : fresh;
}
