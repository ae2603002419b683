// The cheats of src/cheat as they are done to a central database, by somebody who has its key or only its tables.
import { ids, mills, spinning, yarnOf } from '../../cheat/ground/beginning.ts';
import { baseChain } from '../../scenario/fraud/base.ts';
import { Central, differing, type SignedRow, wrongIn } from './central.ts';
import type { Sql } from './sql.ts';

export interface CaughtCentrally {
  readonly by: 'one answer' | 'two answers';
  readonly detail: string;
  readonly isProof: boolean;
}

interface Tampering {
  /** What the second reader asks about; the first has asked about the first yarn. */
  readonly asked?: string;
  do(central: Central): Promise<void>;
  /** Changes the answer on its way out. */
  shown?(rows: SignedRow[]): SignedRow[];
}

const [tookMs, laterMs, weekMs] = [1_768_900_000_000, 1_769_000_000_000, 7 * 24 * 3_600_000];
const first = spinning(301, mills.one, ids.baleOne, 'Y-001');

/** Changes the row in which mill one tells of its spinning, and signs it anew. */
async function resigned(central: Central, change: (row: SignedRow) => SignedRow): Promise<void> {
  const row = change((await central.answer(ids.yarnOne)).at(-1)!);
  await central.write(row.body, row.party, row.recordedAtMs, row.id);
}

const isOfMillOne = ({ party }: SignedRow): boolean => party === ids.millOne;
const secondYarn = yarnOf(mills.two, 'Y-001');
const sameBaleAgain: Tampering = {
  asked: secondYarn,
  do: (central) => central.takeAnything(spinning(361, mills.two, ids.baleOne, 'Y-001'), laterMs),
};

/** By the names of the cheats. What has no counterpart, for there is no witness, chain, map or mirror, is left out. */
const tamperings: Readonly<Record<string, Tampering>> = {
  fork: { do: (central) => resigned(central, (row) => ({ ...row, party: ids.millTwo })) },
  'one-victim': { do: (central) => resigned(central, (row) => ({ ...row, party: ids.millTwo })) },
  'roll-back': {
    asked: ids.baleOne,
    do: (central) => central.sql.run('DELETE FROM event WHERE party = $1', [ids.millOne]),
  },
  'drop-statement': { do: (central) => central.sql.run('DELETE FROM event WHERE party = $1', [ids.millOne]) },
  'drop-from-file': { do: async () => {}, shown: (rows) => rows.filter(({ body }) => !isDelivery(body)) },
  'back-date-entry': {
    do: (central) => resigned(central, (row) => ({ ...row, recordedAtMs: row.recordedAtMs - weekMs })),
  },
  'rewrite-anchored': {
    do: (central) => resigned(central, (row) => ({ ...row, body: row.body.replace('203', '213') })),
  },
  'swap-body': {
    do: (central) =>
      central.sql.run("UPDATE event SET body = replace(body, '203', '213') WHERE party = $1", [ids.millOne]),
  },
  'stopped-clock': {
    asked: secondYarn,
    do: (central) => central.take([spinning(421, mills.two, ids.baleTwo, 'Y-001')], tookMs),
  },
  'stolen-key': anotherKeyHolder(341),
  'forged-custodial': anotherKeyHolder(431),
  oversold: sameBaleAgain,
  'sold-twice': sameBaleAgain,
};

/** There are no keys of parties here: whoever writes in their name is not told from them. */
function anotherKeyHolder(seed: number): Tampering {
  return {
    asked: secondYarn,
    do: (central) => central.take([spinning(seed, mills.two, ids.baleTwo, 'Y-001')], laterMs),
  };
}

function isDelivery(body: string): boolean {
  return body.includes(ids.delivery) && body.includes('"ADD"');
}

/** Tries each on tables of its own; null: nobody notices. */
export async function triedCentrally(open: () => Promise<Sql>): Promise<Map<string, CaughtCentrally | null>> {
  const found = new Map<string, CaughtCentrally | null>();
  for (const [name, tampering] of Object.entries(tamperings)) {
    const sql = await open();
    try {
      found.set(name, await tried(await Central.on(sql), tampering));
    } finally {
      await sql.close();
    }
  }
  return found;
}

async function tried(
  central: Central,
  { asked = ids.yarnOne, do: work, shown = (rows) => rows }: Tampering,
): Promise<CaughtCentrally | null> {
  await central.take([...baseChain('central', 'As the cheats have it').documents, first], tookMs);
  const kept = await central.answer(ids.yarnOne);
  if (wrongIn(kept, central.publicKey) !== undefined || !kept.some(isOfMillOne))
    throw new Error('the honest answer is wrong');
  await work(central);
  const answer = shown(await central.answer(asked));
  const wrong = wrongIn(answer, central.publicKey);
  if (wrong !== undefined) return { by: 'one answer', detail: wrong, isProof: false };
  const again = asked === ids.yarnOne ? answer : await central.answer(ids.yarnOne);
  const difference = differing(kept, again);
  return difference === undefined ? null : { by: 'two answers', ...difference };
}
