// What a node is made of. Its faces, the other files here, forward to these; each takes only what it uses.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { Committer } from '../commit.ts';
import { type Custodian, custodian } from '../custodian.ts';
import { ProductIndex } from '../product-index.ts';
import { HoldingsPublisher } from '../publish-holdings.ts';
import { Published } from '../published.ts';
import { Readers } from '../readers.ts';
import { HeldLots } from '../stock/held.ts';
import type { Recovered } from '../recover.ts';
import type { World } from '../world.ts';
import { Snapshots } from './snapshots.ts';

export interface Parts {
  readonly world: World;
  readonly origin: string;
  readonly operator: string;
  readonly committer: Committer;
  readonly published: Published;
  readonly custodian: Custodian;
  readonly products: ProductIndex;
  readonly held: HeldLots;
  readonly holdings: HoldingsPublisher;
  readonly readers: Readers;
  readonly snapshots: Snapshots;
  /** That of now: erasing puts another in its place. */
  ledger(): Ledger;
}

/** Throws RolledBack when the store does not hold the last head that was given out. */
export function partsOf(world: World, state: Recovered, names: { origin: string; operator: string }): Parts {
  const committer = new Committer(world, state);
  const ledger = (): Ledger => committer.state.ledger;
  return {
    world,
    ...names,
    committer,
    published: new Published(world, () => committer.state, names.origin),
    custodian: custodian(world, ledger),
    products: new ProductIndex(),
    held: new HeldLots(),
    holdings: new HoldingsPublisher(committer),
    readers: new Readers(world, (kid) => ledger().register.keys.get(kid)?.publicKey),
    snapshots: new Snapshots(world, committer, state.fromSize),
    ledger,
  };
}
