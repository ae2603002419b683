// What is late or wrong, decided from the state alone: what a monitor asks for, and what the operator's page begins with.
import type { AnchorState, Late, OperatingState, WitnessView } from './operating.ts';

export type LateIn = Omit<OperatingState, 'late'> & {
  /** When this entry was recorded; undefined where there is none. */
  recordedAtMs(entry: number): number | undefined;
  /** From one head that is offered to witnesses to the next. */
  witnessEveryMs: number;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Roots and checkpoints come within seconds: a minute is no haste any more. */
const ownWorkMs = minuteMs;
/** An anchor may take so many turns, and a little longer where its turns are short. */
const anchorTurns = 2;
const anchorLeastMs = 10 * minuteMs;
const witnessTurns = 3;
/** Twice what the node lets come together (src/cli/serve/holdings.ts). */
const mostEventsSince = 200_000;
const jobWaitsMs = 5 * minuteMs;
/** A receiver that is started anew is no news. */
const webhookFailsMs = 60 * minuteMs;
const backupEveryMs = 7 * dayMs;
const leastFreeBytes = 1024 ** 3;

/** Codes that this file gives beside those of anchors and witnesses in trouble. */
export const lateCodes = [
  'DISK_LOW',
  'PUBLISH_LATE',
  'HOLDINGS_LATE',
  'JOB_BROKEN',
  'JOB_WAITS',
  'BACKUP_BAD',
  'BACKUP_FAILED',
  'ANCHOR_LATE',
  'WITNESS_LATE',
  'WEBHOOK_OFF',
  'WEBHOOK_FAILS',
  'BACKUP_NONE',
  'BACKUP_OLD',
] as const;
export type LateCode = (typeof lateCodes)[number];

export function lateIn(state: LateIn): Late[] {
  return [
    ...diskLate(state),
    ...ownWorkLate(state),
    ...jobsLate(state),
    ...state.anchors.flatMap((anchor) => anchorLate(anchor, state)),
    ...state.witnesses.flatMap((witness) => witnessLate(witness, state)),
    ...webhooksLate(state),
    ...backupsLate(state),
  ];
}

function late(code: LateCode, sinceMs: number | null, more: Partial<Late> = {}): Late {
  return { code, what: null, sinceMs, detail: null, ...more };
}

/** Less than a backup needs, or than a busy day may. */
function diskLate({ storage }: LateIn): Late[] {
  const needed = Math.max(leastFreeBytes, storage.databaseBytes * 2);
  return storage.freeBytes < needed ? [late('DISK_LOW', null)] : [];
}

function ownWorkLate(state: LateIn): Late[] {
  const { log, holdings, nowMs, recordedAtMs } = state;
  const unpublishedMs = recordedAtMs(log.publishedSize ?? 0);
  // A log that rests has its root within seconds; one that never rests has it by so many events.
  const restsSinceMs = holdings.eventsSince === 0 ? undefined : (log.newestEntryAtMs ?? undefined);
  const isFar = holdings.eventsSince > mostEventsSince;
  return [
    ...(isOver(unpublishedMs, ownWorkMs, nowMs) ? [late('PUBLISH_LATE', unpublishedMs)] : []),
    ...(isFar || isOver(restsSinceMs, ownWorkMs, nowMs)
      ? [late('HOLDINGS_LATE', isFar ? (holdings.newest?.atMs ?? null) : (restsSinceMs ?? null))]
      : []),
  ];
}

function jobsLate({ jobs, nowMs }: LateIn): Late[] {
  const broken = jobs.newest.filter(
    ({ state, finishedAtMs }) => state === 'broken' && (finishedAtMs ?? 0) > nowMs - dayMs,
  );
  const oldest = jobs.newest.findLast(({ finishedAtMs }) => finishedAtMs === null);
  return [
    ...broken.map(({ id, finishedAtMs }) => late('JOB_BROKEN', finishedAtMs, { what: id })),
    ...(isOver(oldest?.createdAtMs, jobWaitsMs, nowMs)
      ? [late('JOB_WAITS', oldest.createdAtMs, { what: oldest.id })]
      : []),
  ];
}

/** Late is the first entry that no settled anchor covers, not the place: a log that rests is anchored as it is. */
function anchorLate({ chain, everyMs, settledSize, trouble }: AnchorState, state: LateIn): Late[] {
  if (trouble !== null) return [{ what: chain, ...trouble }];
  const waitsMs = state.recordedAtMs(settledSize);
  const most = Math.max(everyMs * anchorTurns, anchorLeastMs);
  return isOver(waitsMs, most, state.nowMs) ? [late('ANCHOR_LATE', waitsMs, { what: chain })] : [];
}

function witnessLate({ name, size, trouble }: WitnessView, state: LateIn): Late[] {
  if (trouble !== null) return [{ what: name, ...trouble }];
  const { startedAtMs, nowMs, witnessEveryMs } = state;
  const unsignedMs = state.recordedAtMs(size);
  // What was recorded before the start was offered at the start.
  const waitsMs = unsignedMs === undefined ? undefined : Math.max(unsignedMs, startedAtMs);
  const most = Math.max(witnessEveryMs * witnessTurns, ownWorkMs);
  return isOver(waitsMs, most, nowMs) ? [late('WITNESS_LATE', waitsMs, { what: name })] : [];
}

function webhooksLate({ webhooks, nowMs }: LateIn): Late[] {
  return webhooks.troubled.flatMap(({ host, isOff, sinceMs, answer: detail }) => {
    if (isOff) return [late('WEBHOOK_OFF', sinceMs, { what: host, detail })];
    return isOver(sinceMs, webhookFailsMs, nowMs)
      ? [late('WEBHOOK_FAILS', sinceMs, { what: host, detail })]
      : [];
  });
}

function backupsLate({ backups, nowMs, recordedAtMs }: LateIn): Late[] {
  const { failed, newestAtMs, newestIsGood } = backups;
  const firstMs = recordedAtMs(0);
  return [
    ...(failed === null ? [] : [late('BACKUP_FAILED', failed.atMs, { detail: failed.detail })]),
    ...(newestIsGood === false ? [late('BACKUP_BAD', newestAtMs)] : []),
    ...(newestAtMs === null && isOver(firstMs, dayMs, nowMs) ? [late('BACKUP_NONE', firstMs)] : []),
    ...(newestAtMs !== null && newestAtMs < nowMs - backupEveryMs ? [late('BACKUP_OLD', newestAtMs)] : []),
  ];
}

function isOver(sinceMs: number | undefined, mostMs: number, nowMs: number): sinceMs is number {
  return sinceMs !== undefined && sinceMs < nowMs - mostMs;
}
