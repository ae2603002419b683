// What somebody looks for by a part of its name or by a digest. All of it is a projection: made when it is first asked for.
import { EntriesByDigest } from '../find/digests.ts';
import { LotsByCode } from '../find/lots.ts';
import { Names } from '../find/names.ts';
import type { SelvedgeNode } from '../node.ts';
import { siteFlows } from '../site/flows.ts';
import type { Parts } from './parts.ts';

type Finding = Pick<SelvedgeNode, 'lotsLike' | 'namesLike' | 'entryOf' | 'facilityWords' | 'facilityFlows'>;

export function findFace({ published, ledger }: Parts): Finding {
  const lots = new LotsByCode();
  const names = new Names();
  const digests = new EntriesByDigest({
    size: () => published.head().size,
    entryBundle: (index, width) => published.entryBundle(index, width),
  });
  return {
    lotsLike: (part, most, isShown) => lots.like(ledger, part, most, isShown),
    namesLike: (part, most, isShown) => names.like(ledger(), part, most, isShown),
    entryOf: (digest) => digests.find(digest),
    facilityFlows: (id) => siteFlows(ledger(), id),
    facilityWords: (id) => ledger().register.facilityWords.get(id) ?? [],
  };
}
