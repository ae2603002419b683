// Webhooks in the database of the node (src/webhook/store.ts says what must be durable when). Secrets are sealed; messages are not:
// they hold ids that the log has, too.
import { hkdfSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { endedKept, messagesKept, type WebhookStore } from '../webhook/store.ts';
import type { Message, OffCode, Outcome, Webhook, WebhookKind } from '../webhook/subscription.ts';
import { hasTable } from './database.ts';
import { opened, sealed } from './seal.ts';
import { inTransaction } from './transaction.ts';

export function openWebhooks(database: DatabaseSync, sealing: Uint8Array): WebhookStore {
  const key = new Uint8Array(hkdfSync('sha256', sealing, '', 'selvedge webhooks', 32));
  const isHere = (): boolean => hasTable(database, 'webhook');
  const first = (sql: string, ...values: (string | number)[]): Message | undefined => {
    const row = database.prepare(sql).get(...values);
    return row === undefined ? undefined : messageOf(row);
  };
  return {
    add: (webhook, secret) => insertWebhook(database, webhook, sealed(secret, webhook.id, key)),
    find: (id) => {
      const row = isHere() ? database.prepare('SELECT * FROM webhook WHERE id = ?').get(id) : undefined;
      return row === undefined ? undefined : webhookOf(row);
    },
    list: (party) => {
      if (!isHere()) return [];
      const which = party === undefined ? '' : 'WHERE party IS ?';
      return database
        .prepare(`SELECT * FROM webhook ${which} ORDER BY created_at_ms DESC, rowid DESC`)
        .all(...(party === undefined ? [] : [party]))
        .map(webhookOf);
    },
    secrets: (id) => {
      const row = database.prepare('SELECT secret, old_secret FROM webhook WHERE id = ?').get(id);
      const [newest, old] = [row?.['secret'], row?.['old_secret']] as (Uint8Array | null | undefined)[];
      if (newest == null) throw new Error(`webhook ${id} has no secret`);
      return { newest: opened(newest, id, key), old: old == null ? null : opened(old, id, key) };
    },
    rotate: (id, secret, oldUntilMs) =>
      void database
        .prepare('UPDATE webhook SET old_secret = secret, secret = ?, old_secret_until_ms = ? WHERE id = ?')
        .run(sealed(secret, id, key), oldUntilMs, id),
    collect: (id, from, to, messages) =>
      inTransaction(database, () => {
        const moved = database.prepare(movesOn).run(to, id, from);
        if (Number(moved.changes) === 0) return false;
        for (const message of messages) insertMessage(database, message);
        return true;
      }),
    addMessage: (message) => insertMessage(database, message),
    message: (webhook, id) =>
      first('SELECT * FROM webhook_message WHERE webhook = ? AND id = ?', webhook, id),
    waiting: (webhook) =>
      first('SELECT * FROM webhook_message WHERE webhook = ? AND waits = 1 ORDER BY turn LIMIT 1', webhook),
    waitingCount: (webhook) =>
      Number(
        database
          .prepare('SELECT count(*) AS count FROM webhook_message WHERE webhook = ? AND waits = 1')
          .get(webhook)?.['count'],
      ),
    messages: (webhook, limit) =>
      isHere()
        ? database
            .prepare('SELECT * FROM webhook_message WHERE webhook = ? ORDER BY turn DESC LIMIT ?')
            .all(webhook, limit)
            .map(messageOf)
        : [],
    settle: (webhook, message, change) =>
      inTransaction(database, () => settle(database, webhook, message, change)),
    resume: (id, nowMs) =>
      inTransaction(database, () => {
        database
          .prepare(
            'UPDATE webhook SET off_at_ms = NULL, off_code = NULL, failing_since_ms = NULL WHERE id = ?',
          )
          .run(id);
        database
          .prepare('UPDATE webhook_message SET attempts = 0, due_at_ms = ? WHERE webhook = ? AND waits = 1')
          .run(nowMs, id);
      }),
    end: (id, nowMs) =>
      inTransaction(database, () => {
        database.prepare(ends).run(nowMs, id);
        database.prepare('DELETE FROM webhook_message WHERE webhook = ? AND waits = 1').run(id);
        database.prepare(dropsEnded).run(id, endedKept);
        database.prepare('DELETE FROM webhook_message WHERE webhook NOT IN (SELECT id FROM webhook)').run();
      }),
  };
}

const movesOn =
  'UPDATE webhook SET cursor = ? WHERE id = ? AND cursor = ? AND off_at_ms IS NULL AND ended_at_ms IS NULL';
const ends = `UPDATE webhook SET ended_at_ms = ?, secret = NULL, old_secret = NULL, old_secret_until_ms = NULL,
  failing_since_ms = NULL, off_at_ms = NULL, off_code = NULL WHERE id = ?`;

const dropsEnded = `DELETE FROM webhook WHERE rowid IN
  (SELECT rowid FROM webhook WHERE ended_at_ms IS NOT NULL AND party IS (SELECT party FROM webhook WHERE id = ?)
   ORDER BY rowid DESC LIMIT -1 OFFSET ?)`;

function insertWebhook(database: DatabaseSync, webhook: Webhook, secret: Uint8Array): void {
  const { id, party, url, kinds, cursor, createdAtMs } = webhook;
  database
    .prepare(
      'INSERT INTO webhook (id, party, url, kinds, secret, cursor, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(id, party, url, JSON.stringify(kinds), secret, cursor, createdAtMs);
}

/** One that is there stays as it is. */
function insertMessage(database: DatabaseSync, message: Message): void {
  const { id, webhook, kind, entry, body, madeAtMs, dueAtMs } = message;
  database
    .prepare(
      'INSERT OR IGNORE INTO webhook_message (id, webhook, kind, entry, body, made_at_ms, attempts, due_at_ms, waits) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
    )
    .run(id, webhook, kind, entry, body, madeAtMs, dueAtMs, kind === 'webhook.test' ? 0 : 1);
}

function settle(
  database: DatabaseSync,
  webhook: string,
  message: string,
  { outcome, attempts, dueAtMs, deliveredAtMs, failingSinceMs, off }: Parameters<WebhookStore['settle']>[2],
): void {
  database
    .prepare(
      `UPDATE webhook_message SET last = ?, attempts = ?, due_at_ms = ?, delivered_at_ms = ?,
        waits = CASE WHEN ? IS NULL THEN waits ELSE 0 END WHERE webhook = ? AND id = ?`,
    )
    .run(JSON.stringify(outcome), attempts, dueAtMs, deliveredAtMs, deliveredAtMs, webhook, message);
  if (failingSinceMs !== undefined)
    database.prepare('UPDATE webhook SET failing_since_ms = ? WHERE id = ?').run(failingSinceMs, webhook);
  if (off !== undefined)
    database
      .prepare('UPDATE webhook SET off_at_ms = ?, off_code = ? WHERE id = ?')
      .run(off.atMs, off.code, webhook);
  database.prepare(dropsOld).run(webhook, webhook, messagesKept);
}

const dropsOld = `DELETE FROM webhook_message WHERE webhook = ? AND waits = 0 AND turn NOT IN
  (SELECT turn FROM webhook_message WHERE webhook = ? AND waits = 0 ORDER BY turn DESC LIMIT ?)`;

function webhookOf(row: Record<string, unknown>): Webhook {
  const offAtMs = numberOrNull(row['off_at_ms']);
  return {
    id: String(row['id']),
    party: row['party'] as string | null,
    url: String(row['url']),
    kinds: JSON.parse(String(row['kinds'])) as WebhookKind[],
    createdAtMs: Number(row['created_at_ms']),
    endedAtMs: numberOrNull(row['ended_at_ms']),
    cursor: Number(row['cursor']),
    oldSecretUntilMs: numberOrNull(row['old_secret_until_ms']),
    failingSinceMs: numberOrNull(row['failing_since_ms']),
    off: offAtMs === null ? null : { atMs: offAtMs, code: row['off_code'] as OffCode },
  };
}

function messageOf(row: Record<string, unknown>): Message {
  return {
    id: String(row['id']),
    webhook: String(row['webhook']),
    kind: row['kind'] as Message['kind'],
    entry: numberOrNull(row['entry']),
    body: String(row['body']),
    madeAtMs: Number(row['made_at_ms']),
    attempts: Number(row['attempts']),
    dueAtMs: numberOrNull(row['due_at_ms']),
    deliveredAtMs: numberOrNull(row['delivered_at_ms']),
    last: typeof row['last'] === 'string' ? (JSON.parse(row['last']) as Outcome) : null,
  };
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
