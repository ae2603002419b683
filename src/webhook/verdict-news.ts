// Verdicts that a word has changed: what stood on a claim a moment before the log took the word, and what stands since. Judging is
// dear, so a claim is judged where a word has reached it, and not where time alone goes by.
import type { ClaimVerdict } from '#verifier';
import type { News, NewsGround } from './news-item.ts';

/** As on the board: of a product the newest lots. */
const lotsJudged = 3;
/** Of the claims that one word touches. */
const claimsJudged = 20;

interface Change {
  lot: string;
  was: Standing | null;
  is: Standing | null;
}

interface Standing {
  result: ClaimVerdict['result'];
  state: ClaimVerdict['state'];
}

/** One for each claim of the party that is judged otherwise since; of the node's, claims that the word itself is about. */
export async function verdictNews(
  node: NewsGround,
  party: string | null,
  words: readonly News[],
): Promise<News[]> {
  const found: News[] = [];
  for (const word of lastOfEachMoment(words.filter(({ kind }) => kind !== 'rules.changed'))) {
    for (const claim of claimsOf(node, party, word)) {
      const lots = await changesOf(node, claim, word.recordedAtMs);
      if (lots.length > 0) found.push(newsOf(word, claim, lots));
    }
  }
  return found;
}

/** Words that the log took in the same millisecond are weighed together: no time lies between them to judge at. */
function lastOfEachMoment(words: readonly News[]): News[] {
  const byTime = Map.groupBy(words, ({ recordedAtMs }) => recordedAtMs);
  return [...byTime.values()].map((together) => {
    const last = together.reduce((one, other) => (other.entry > one.entry ? other : one));
    return { ...last, touches: [...new Set(together.flatMap(({ about, touches }) => [about, ...touches]))] };
  });
}

/** Newest words of the party that it touches, as far as they are claims. */
function claimsOf({ records }: NewsGround, party: string | null, { about, touches }: News): string[] {
  return [...new Set([about, ...touches])]
    .filter((id) =>
      records({ kind: 'claim', id, limit: 1 }).records.some(
        ({ issuer }) => party === null || issuer === party,
      ),
    )
    .slice(0, claimsJudged);
}

async function changesOf(node: NewsGround, claim: string, recordedAtMs: number): Promise<Change[]> {
  const before = await standings(node, claim, recordedAtMs - 1);
  const since = await standings(node, claim, recordedAtMs);
  return [...new Set([...before.keys(), ...since.keys()])].flatMap((lot) => {
    const [was, is] = [before.get(lot) ?? null, since.get(lot) ?? null];
    return was?.result === is?.result && was?.state === is?.state ? [] : [{ lot, was, is }];
  });
}

async function standings(node: NewsGround, claim: string, atMs: number): Promise<Map<string, Standing>> {
  const verdicts = await node.verdictsOn(claim, atMs, lotsJudged);
  if (!verdicts.ok) return new Map();
  return new Map(verdicts.value.map(({ lot, result, state }) => [lot, { result, state }]));
}

function newsOf({ entry, recordedAtMs, by }: News, claim: string, lots: readonly Change[]): News {
  const results = lots.map(({ is }) => is?.result ?? '');
  return {
    ...{ kind: 'verdict.changed', entry, recordedAtMs, about: claim, by, touches: [] },
    word: results[0] ?? '',
    ask: `/claims/${encodeURIComponent(claim)}/verdict`,
    more: { lots },
  };
}
