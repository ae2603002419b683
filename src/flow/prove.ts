// Evidence: the statements that answer one question, as much of them as the level shows, and the proof that the log holds them.
import {
  consistencyRanges,
  encodeBase64,
  formatEvidence,
  formatVerifierKey,
  type LeafRange,
  type ShownConsistency,
  subtreeProofRanges,
} from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { Level, Refusal } from './answers.ts';
import { anchorsOf, headCovering } from './evidence/outside.ts';
import { selectionOf, shownStatements } from './evidence/shown.ts';
import { provableRoot } from './holdings.ts';
import { holdingsShown } from './holdings.ts';
import type { Answer } from './node.ts';
import type { Published } from './published.ts';
import { selectFor } from './select.ts';
import type { World } from './world.ts';

export function evidence(
  world: World,
  ledger: Ledger,
  published: Published,
  id: string,
  {
    level = 'full',
    since,
    atMs = world.clock.nowMs(),
  }: { level?: Level; since?: number; atMs?: number } = {},
): Answer<Uint8Array> {
  if (ledger.lots.find(id) === -1) return refusal(lotUnknown(id));
  const reader = published.reader();
  if (since !== undefined && !(since >= 1 && since <= reader.size))
    return refusal(sizeUnknown(since, reader.size));
  const dossier = selectFor(ledger, id);
  const statements = shownStatements(world, selectionOf(ledger, level, dossier), level);
  if (!Array.isArray(statements)) return refusal(statements);
  const indexes = statements.map(({ index }) => index);
  const least = Math.max((indexes.at(-1) ?? 0) + 1, since ?? 0);
  const root = level === 'full' ? provableRoot(world, ledger)?.seq : undefined;
  const head = headCovering(world, published, least, root === undefined ? least : root + 1);
  const hash = ([lo, hi]: LeafRange): string => encodeBase64(reader.range(lo, hi));
  const beside = {
    lots: dossier.lots,
    entries: new Set(indexes),
    births: new Set(statements.flatMap(({ births }) => births)),
  };
  // A leaf that is opened shows quantities.
  const holdings = level === 'full' ? holdingsShown(world, ledger, head.size, beside) : null;
  const leaves =
    holdings === null ? indexes : [...indexes, holdings.root.index].sort((one, other) => one - other);
  const bytes = formatEvidence({
    format: 'selvedge-evidence/2',
    question: { id, direction: 'back', atMs },
    level,
    rules: 'selvedge-rules/2',
    log: formatVerifierKey(published.verifierKey),
    checkpoint: head.note,
    witnesses: head.witnesses,
    proof: subtreeProofRanges(head.size, leaves).map(hash),
    consistency: since === undefined ? null : grownFrom(since, head.size, hash),
    anchors: anchorsOf(world, head, hash),
    holdings,
    statements,
  });
  return { ok: true, value: bytes };
}

function grownFrom(from: number, size: number, hash: (range: LeafRange) => string): ShownConsistency {
  return { from, root: hash([0, from]), proof: consistencyRanges(from, size).map(hash) };
}

function refusal(one: Refusal): Answer<Uint8Array> {
  return { ok: false, refusals: [one] };
}

function lotUnknown(id: string): Refusal {
  return { code: 'LOT_UNKNOWN', field: 'id', detail: `No statement in this log mentions ${id}.`, lot: id };
}

function sizeUnknown(since: number, size: number): Refusal {
  const detail = `${since} is no size that the log has had: it has ${size} entries.`;
  return { code: 'SIZE_UNKNOWN', field: 'since', detail };
}
