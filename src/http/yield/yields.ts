// GET /yields: what processes usually give, from the packs of the trade's figures that are in force: so that a device can say without a
// line whether a run gave what such a run gives. Whether a claim holds is judged by the packs themselves.
import { type MaterialPack, readPack } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import { problem } from '../problem/problem.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const mostPacks = 1000;

export function getYields(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const packs = packsInForce(call.node, Date.now());
  return replyJson(200, {
    member: packs.flatMap(({ yields }) =>
      yields.map(({ processes, category, countries, lowPpm, highPpm }) => ({
        ...{ processes, category, countries },
        lowPpm: lowPpm.value,
        highPpm: highPpm.value,
      })),
    ),
    processes: named(packs.flatMap(({ processes }) => processes)),
    categories: named(packs.flatMap(({ categories }) => categories)),
  });
}

/** Of each pack the one that came into force last, of one moment the one that was said last. */
function packsInForce(node: SelvedgeNode, nowMs: number): MaterialPack[] {
  const newest = new Map<string, { fromMs: number; pack: MaterialPack }>();
  const { records } = node.records({ kind: 'pack', limit: mostPacks });
  for (const { claims } of records) {
    const fromMs = Date.parse(String(claims['from']));
    const read = readPack(claims['content']);
    if (!read.ok || read.pack.kind !== 'material' || fromMs > nowMs) continue;
    const known = newest.get(read.pack.pack);
    if (known === undefined || known.fromMs < fromMs) newest.set(read.pack.pack, { fromMs, pack: read.pack });
  }
  return [...newest.values()].map(({ pack }) => pack);
}

interface Named {
  readonly code: string;
  readonly title: string;
  readonly waste?: boolean;
}

/** Several packs know the same process: said once, by the first. */
function named(all: readonly Named[]): Named[] {
  const first = new Map<string, Named>();
  for (const { code, title, waste } of all)
    if (!first.has(code)) first.set(code, { code, title, ...(waste !== undefined && { waste }) });
  return [...first.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
