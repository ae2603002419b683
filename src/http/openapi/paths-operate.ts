// What an operator is told of the node, and its backups.
import { paceNames } from '../operate/limits.ts';
import { answersWith, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const operating = 'Operating';
const text = { type: 'string' };
const integer = { type: 'integer' };
const flag = { type: 'boolean' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (
  properties: Record<string, Schema>,
  required: string[] = Object.keys(properties),
): Schema => ({ type: 'object', required, properties });
const integers = (...names: string[]): Schema =>
  object(Object.fromEntries(names.map((name) => [name, integer])));
const ms = { type: 'integer', description: 'Milliseconds since 1970' };
const trouble = orNull(object({ code: text, detail: text, sinceMs: ms }));

export const operatePaths: Paths = {
  '/operate': {
    get: operation(operating, {
      summary: 'How the node is: what is late, keys, anchors, witnesses, storage, jobs, webhooks, limits',
      description:
        'For the operator, and for monitors that watch `late`: it is empty where nothing needs looking after. `code` of what is late is one of ours, or that of an anchor or witness in trouble.',
      answers: { '200': answersWith('As it is now', { [json]: ref('OperatingState') }) },
      needs: 'key',
    }),
  },
  '/operate/backups': {
    get: operation(operating, {
      summary: 'Backups that this node has made of itself, newest first',
      answers: { '200': answersWith('The list', { [json]: ref('BackupList') }) },
      needs: 'key',
    }),
    post: operation(operating, {
      summary: 'Make a backup, and restore it for trial',
      description:
        'Into backups/<time> of the data directory: the log, its published checkpoint, accounts, documents; not the sealing key. One at a time; GET tells how far it is. It has that name only when a node was started from it whose entries, root and state are those of the log; where they differ the name ends in .bad.',
      answers: { '202': answersWith('It has begun', { [json]: ref('BackupUnderWay') }) },
      problems: ['409', '507'],
      needs: 'key',
    }),
  },
};

const head = object({ entries: integer, root: text, stateHash: text });
const counted = object({ count: integer, lastAtMs: orNull(ms) });
const failed = orNull(object({ atMs: ms, detail: text }));

export const operateSchemas: Record<string, Schema> = {
  OperatingState: object({
    version: text,
    nowMs: ms,
    startedAtMs: ms,
    origin: text,
    operator: text,
    log: object({
      ...{ size: integer, root: text, key: text },
      ...{ newestEntryAtMs: orNull(ms), publishedSize: orNull(integer) },
    }),
    late: list(object({ code: text, what: orNull(text), sinceMs: orNull(ms), detail: orNull(text) })),
    keys: object({
      ...{ parties: integer, custodial: integer, device: integer, revoked: integer },
      apiKeys: integers('operator', 'party', 'reader', 'revoked'),
    }),
    storage: integers(
      ...['databaseBytes', 'writeAheadBytes', 'snapshotBytes', 'accountsBytes', 'documents'],
      ...['documentBytes', 'backupBytes', 'freeBytes', 'diskBytes', 'grownBytes'],
    ),
    writer: object({ processId: integer, epoch: integer, memoryBytes: integer, runtime: text }),
    anchors: list(ref('OperatingAnchor')),
    witnesses: list(object({ name: text, url: text, size: integer, signedAtMs: orNull(ms), trouble })),
    holdings: object({
      newest: orNull(object({ entry: integer, lots: integer, root: text, atMs: orNull(ms) })),
      eventsSince: integer,
    }),
    jobs: object({ waiting: integer, running: integer, newest: list(ref('OperatingJob')) }),
    webhooks: object({
      ...{ on: integer, failing: integer, off: integer, waiting: integer },
      troubled: list(
        object({
          ...{ id: text, whose: orNull(text), host: text, isOff: flag, sinceMs: ms, answer: orNull(text) },
        }),
      ),
    }),
    scans: counted,
    doubts: object({ count: integer, lastAtMs: orNull(ms), new: integer }),
    backups: object({
      ...{ underWay: orNull(ref('BackupUnderWay')), failed },
      ...{ newestAtMs: orNull(ms), newestIsGood: orNull(flag) },
    }),
    limits: object({
      bodies: integers('captureBytes', 'captureEvents', 'eventBytes', 'registerBytes', 'documentBytes'),
      paces: list(
        object({
          what: { enum: [...paceNames] },
          by: { enum: ['address', 'person'] },
          most: integer,
          seconds: integer,
        }),
      ),
    }),
  }),
  OperatingAnchor: object({
    ...{ chain: text, kind: text, everyMs: integer, settledSize: integer, settledAtMs: orNull(ms) },
    underWay: orNull(object({ size: integer, sinceMs: orNull(ms), letters: integer })),
    trouble,
  }),
  OperatingJob: object({
    ...{ id: text, party: orNull(text), partyName: orNull(text) },
    state: { enum: ['waiting', 'running', 'done', 'refused', 'broken'] },
    ...{ createdAtMs: ms, finishedAtMs: orNull(ms), events: integer },
    errors: list(object({ code: text, detail: text })),
  }),
  BackupUnderWay: object({
    ...{ id: text, startedAtMs: ms, stage: { enum: ['copying', 'trying'] } },
    done: { ...integer, description: 'Of total: pages while it is copied, then entries' },
    total: integer,
  }),
  BackupList: object({
    member: list(ref('Backup')),
    underWay: orNull(ref('BackupUnderWay')),
    failed,
  }),
  Backup: object({
    ...{ id: text, folder: text, madeAtMs: ms, bytes: integer, head, hasAccounts: flag },
    trial: object({
      ...{ entries: integer, root: text, stateHash: text, documents: integer },
      ...{ findings: list(text), tookMs: integer },
    }),
    isGood: flag,
  }),
};
