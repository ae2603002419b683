// What the log has to tell a subscription: worked out from the entries between two places of it, in their order, so that the same
// entries tell the same news whenever it is asked. Nothing here is kept.
import type { Notice, RecordView } from '../flow/answers.ts';
import type { News, NewsGround } from './news-item.ts';
import type { Webhook, WebhookKind } from './subscription.ts';
import { verdictNews } from './verdict-news.ts';

const mostTouched = 50;
const wordKinds = {
  status: 'status.said',
  case: 'case.step',
  answer: 'answer.said',
  pack: 'rules.changed',
} as const satisfies Record<string, WebhookKind>;
type WordKind = keyof typeof wordKinds;

/** News of the entries [from, to), of the kinds that the subscription names. */
export async function newsFor(
  node: NewsGround,
  { party, kinds }: Pick<Webhook, 'party' | 'kinds'>,
  from: number,
  to: number,
): Promise<News[]> {
  const records = node.recordsAt(Array.from({ length: to - from }, (_, index) => from + index));
  const told = records.flatMap((record) => goodsNews(record, party));
  const words = party === null ? nodeWords(records) : partyWords(node, party, records, from, to);
  const wantsVerdicts = kinds.includes('verdict.changed');
  const verdicts = wantsVerdicts ? await verdictNews(node, party, words) : [];
  return [...told, ...words, ...verdicts]
    .filter(({ kind }) => kinds.includes(kind))
    .sort((one, other) => one.entry - other.entry);
}

/** Trade and certificates that somebody else has made out to the party; for the node, all. */
function goodsNews(
  { kind, id, entry, recordedAtMs, issuer: by, claims }: RecordView,
  party: string | null,
): News[] {
  if ((kind !== 'trade' && kind !== 'certificate') || id === null || by === party) return [];
  const concerned = kind === 'trade' ? [answererOf(claims)] : [claims['holder'], claims['buyer']];
  if (party !== null && !concerned.includes(party)) return [];
  const said = { entry, recordedAtMs, about: id, by, touches: [] };
  if (kind === 'certificate')
    return [
      { ...said, kind: 'certificate.issued', word: text(claims['type']), ask: `/certificates/${at(id)}` },
    ];
  const stage = text(claims['stage']);
  const isDelivery = stage === 'shipment' || stage === 'leg';
  const news = isDelivery ? 'shipment.arriving' : 'order.waiting';
  return [{ ...said, kind: news, word: stage, ask: `/trades/${at(id)}` }];
}

function answererOf({ stage, seller, buyer }: RecordView['claims']): unknown {
  return stage === 'order' ? seller : buyer;
}

/** Exactly what GET /notices tells the party. */
function partyWords(
  node: NewsGround,
  party: string,
  records: readonly RecordView[],
  from: number,
  to: number,
): News[] {
  if (!records.some(({ kind, issuer }) => isWord(kind) && issuer !== party)) return [];
  const byEntry = new Map(records.map((record) => [record.entry, record]));
  return node.notices(party, from - 1, to).flatMap((notice) => {
    const record = byEntry.get(notice.entry);
    if (record === undefined || !isWord(notice.kind)) return [];
    const ask = notice.entry === 0 ? '/notices' : `/notices?since=${notice.entry - 1}`;
    return [{ ...wordNews(notice, notice.kind), more: { ...countOf(notice), ...caseOf(record) }, ask }];
  });
}

function wordNews(
  { entry, recordedAtMs, about, by, word, touches }: Notice,
  kind: WordKind,
): Omit<News, 'ask'> {
  const shown = touches.slice(0, mostTouched);
  return { kind: wordKinds[kind], entry, recordedAtMs, about, by, word, touches: shown };
}

function countOf({ touches }: Notice): Record<string, unknown> {
  return touches.length > mostTouched ? { touchesCount: touches.length } : {};
}

/** Every word in the log. */
function nodeWords(records: readonly RecordView[]): News[] {
  return records.flatMap((record) => {
    const { kind, entry, recordedAtMs, issuer: by, claims } = record;
    if (!isWord(kind)) return [];
    const [about, word] =
      kind === 'pack'
        ? [claims['pack'], claims['version']]
        : [claims['about'], claims['word'] ?? claims['state']];
    const said = { kind: wordKinds[kind], entry, recordedAtMs, by, about: text(about), word: text(word) };
    return [{ ...said, touches: [], more: caseOf(record), ask: `/${nouns[kind]}/${entry}` }];
  });
}

const nouns: Readonly<Record<WordKind, string>> = {
  ...{ status: 'statuses', case: 'cases', answer: 'answers', pack: 'packs' },
};

function caseOf({ kind, id }: RecordView): Record<string, unknown> {
  return kind === 'case' && id !== null ? { case: id } : {};
}

function isWord(kind: string): kind is WordKind {
  return Object.hasOwn(wordKinds, kind);
}

function at(id: string): string {
  return encodeURIComponent(id);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
