// What the node would say to the rows: asked again only about what has changed, and about what shares lots with it.
import { post } from '../../../api/call.ts';
import { documentOf, type Json, type Parcel } from '../event/event.ts';
import type { NodeWord } from '../row/list.ts';

interface Answer {
  events: ({ index: number } & NodeWord)[];
  refusals: NodeWord['refusals'];
}

/** At most so many events in one question, far below what the node takes. */
const eventsMax = 5_000;

/** Keeps what was said of each parcel, as long as its body is the same. */
export class NodeWords {
  readonly #words = new Map<string, { text: string; word: NodeWord }>();

  of({ id, body }: Parcel): NodeWord | undefined {
    const known = this.#words.get(id);
    return known !== undefined && known.text === textOf(body) ? known.word : undefined;
  }

  /** Asks about those it knows nothing of, and forgets what it knew of others with the same lots. */
  async ask(parcels: readonly Parcel[], party: string, nowMs: number, signal: AbortSignal): Promise<void> {
    const fresh = parcels.filter((parcel) => this.of(parcel) === undefined);
    if (fresh.length === 0) return;
    const asked = sharingLots(fresh, parcels);
    for (let from = 0; from < asked.length; from += eventsMax) {
      const part = asked.slice(from, from + eventsMax);
      const document = documentOf(
        part.map(({ body }) => body),
        nowMs,
      );
      const answer = await post<Answer>(`/capture/preview?party=${encodeURIComponent(party)}`, document, {
        headers: { 'gs1-capture-error-behaviour': 'proceed' },
        signal,
      });
      for (const [at, { id, body }] of part.entries()) {
        const word = answer.events[at] ?? refusedWhole(answer);
        this.#words.set(id, { text: textOf(body), word });
      }
    }
  }

  forget(): void {
    this.#words.clear();
  }
}

function refusedWhole({ refusals }: Answer): NodeWord {
  return { status: 'refused', entry: null, refusals, warnings: [] };
}

const texts = new WeakMap<Json, string>();
function textOf(body: Json): string {
  const known = texts.get(body) ?? JSON.stringify(body);
  texts.set(body, known);
  return known;
}

/** The parcels, and all that are bound to them by lots, over and over, in the order of the list. */
export function sharingLots(fresh: readonly Parcel[], all: readonly Parcel[]): Parcel[] {
  const byLot = new Map<string, Parcel[]>();
  for (const parcel of all)
    for (const lot of lotsOf(parcel)) byLot.set(lot, [...(byLot.get(lot) ?? []), parcel]);
  const found = new Set(fresh);
  for (const parcel of found)
    for (const lot of lotsOf(parcel)) for (const other of byLot.get(lot) ?? []) found.add(other);
  return all.filter((parcel) => found.has(parcel));
}

const listNames = ['quantityList', 'inputQuantityList', 'outputQuantityList'];

function lotsOf({ body }: Parcel): string[] {
  return listNames.flatMap((name) =>
    ((body[name] as Json[] | undefined) ?? []).map(({ epcClass }) => String(epcClass)),
  );
}
