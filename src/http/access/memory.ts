// API keys that live as long as the process: for tests and for a node that is thrown away.
import type { ApiKey, ApiKeys } from './key.ts';

export function apiKeysInMemory(): ApiKeys {
  const keys = new Map<string, ApiKey>();
  return {
    find: async (id) => keys.get(id),
    add: async (key) => {
      if (keys.has(key.id)) throw new Error(`key ${key.id} exists`);
      keys.set(key.id, key);
    },
    list: async () => [...keys.values()],
    revoke: async (id, atMs) => {
      const key = keys.get(id);
      if (key === undefined) return false;
      keys.set(id, { ...key, revokedAtMs: key.revokedAtMs ?? atMs });
      return true;
    },
  };
}
