// A real mirror that follows whatever node stands behind its door, as if somebody had started it there.
import { mkdirSync, readFileSync } from 'node:fs';
import type { LogKey } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Alarm, readAlarm } from '../../mirror/alarm.ts';
import { checkAlarm } from '../../mirror/check-alarm.ts';
import { openMirror } from '../../mirror/mirror.ts';
import { openChangingDoor } from './door.ts';
import type { WitnessDoor } from './witness-door.ts';

export interface Raised {
  readonly alarm: Alarm;
  /** The file that the mirror has written. */
  readonly text: string;
}

export interface Mirroring {
  /** One round on this node; the alarm of it that proves most, null where there was none. Throws where it could not tell. */
  look(node: SelvedgeNode): Promise<Raised | null>;
  close(): Promise<void>;
}

export interface MirrorWish {
  readonly witness: WitnessDoor;
  readonly logKey: LogKey;
  readonly clock: { nowMs: number };
  /** `full`: with a key of level full, and so with statements and states; `public`: audits tell it what it knows of balances. */
  readonly reads: 'public' | 'full';
}

const rank = { proven: 0, claimed: 1, unfounded: 2 } as const;

export async function openMirroring(directory: string, wish: MirrorWish): Promise<Mirroring> {
  const { witness, logKey, clock, reads } = wish;
  mkdirSync(directory, { recursive: true });
  const door = await openChangingDoor();
  const mirror = await openMirror(directory, {
    ...{ url: door.url, key: logKey, witnesses: [witness.url], nowMs: () => clock.nowMs },
    ...(reads === 'full' && { apiKey: door.apiKey }),
    tell: () => {},
  });
  return {
    look: async (node) => {
      door.show(node);
      const { raised, troubles } = await mirror.round();
      const [best] = raised.map(readRaised).sort((one, other) => rankOf(one, logKey) - rankOf(other, logKey));
      const trouble = troubles.find(({ code }) => code !== 'STANDS_STILL');
      if (best === undefined && trouble !== undefined)
        throw new Error(`the mirror could not tell: ${trouble.detail}`);
      return best ?? null;
    },
    close: async () => {
      mirror.close();
      await door.close();
    },
  };
}

function readRaised(path: string): Raised {
  const text = readFileSync(path, 'utf8');
  const alarm = readAlarm(text);
  if (alarm === undefined) throw new Error(`${path} is no alarm`);
  return { alarm, text };
}

function rankOf({ alarm }: Raised, log: LogKey): number {
  return rank[checkAlarm(alarm, log).outcome];
}
