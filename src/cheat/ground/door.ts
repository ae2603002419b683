// The node's HTTP door, behind which another node can stand from one request to the next.
import type { SelvedgeNode } from '../../flow/node.ts';
import { mintKey } from '../../http/access/key.ts';
import { apiKeysInMemory } from '../../http/access/memory.ts';
import { httpApp } from '../../http/app.ts';
import { captureDesk } from '../../http/job/desk.ts';
import { captureJobsInMemory } from '../../http/job/memory.ts';
import { serve } from '../../http/serve.ts';

export interface ChangingDoor {
  readonly url: string;
  /** Of a reader at level full. */
  readonly apiKey: string;
  show(node: SelvedgeNode): void;
  close(): Promise<void>;
}

export async function openChangingDoor(): Promise<ChangingDoor> {
  let shown: SelvedgeNode | undefined;
  const node = changing(() => {
    if (shown === undefined) throw new Error('no node stands behind the door yet');
    return shown;
  });
  const faults: unknown[] = [];
  const report = (fault: unknown): void => void faults.push(fault);
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'reader' }, 0);
  await keys.add(key);
  const jobs = captureDesk(node, captureJobsInMemory(), { report });
  const door = await serve(httpApp(node, { keys, jobs, report }), { port: 0, graceMs: 100 });
  return {
    ...{ url: door.url, apiKey: text },
    show: (other) => {
      shown = other;
    },
    close: async () => {
      await door.close();
      await jobs.close();
    },
  };
}

/** Whatever is asked of it is asked of the node of now. */
function changing(now: () => SelvedgeNode): SelvedgeNode {
  return new Proxy({} as SelvedgeNode, {
    get: (_target, name) => {
      const value: unknown = Reflect.get(now(), name);
      // Bound, because a class's private members are not reached through a proxy.
      return typeof value === 'function' ? value.bind(now()) : value;
    },
  });
}
