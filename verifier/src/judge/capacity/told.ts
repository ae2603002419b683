// Whose word about whose land counts: a group's of its own producers, not a stranger's of somebody's farm.
import type { Membership } from '../../record/record.ts';
import { isDelivery } from '../../record/trade-state.ts';
import type { JudgeContext } from '../context.ts';
import { wayBack } from '../way.ts';

export class Lands {
  readonly #context: JudgeContext;
  readonly #onWay: ReadonlySet<string>;

  constructor(context: JudgeContext) {
    this.#context = context;
    this.#onWay = new Set(wayBack(context.chain, context.asked).makings.map(({ party }) => party));
  }

  /** The party, and the groups that it is a producer of. */
  around(party: string): string[] {
    const groups = this.#producers(party).filter((one) => one.member === party);
    return [party, ...groups.filter((one) => this.#isTied(one) !== 'no').map((one) => one.party)];
  }

  /** Memberships that tell of their land: of groups those of their producers, of a producer its own. What may be no stranger's is as if it were withheld. */
  of(farms: readonly string[]): Membership[] {
    const known = [...new Set(farms.flatMap((farm) => this.#producers(farm)))];
    const group = known.filter(({ party }) => farms.includes(party));
    if (group.length > 0) return group;
    return known.flatMap((one) => {
      const tied = this.#isTied(one);
      if (tied === 'no') return [];
      return tied === 'yes' ? [one] : [{ ...one, areaSquareMetres: null, withheld: true }];
    });
  }

  #producers(party: string): Membership[] {
    const { book, atMs } = this.#context;
    return book
      .membershipsOf(party)
      .filter(({ as, recordedAtMs }) => as === 'producer' && recordedAtMs <= atMs);
  }

  /** The group has to do with the goods on the way, or with the producer by its own word or a certifier's. */
  #isTied({ party, member }: Membership): 'yes' | 'no' | 'maybe' {
    const { book } = this.#context;
    if (this.#onWay.has(party)) return 'yes';
    const bought = book
      .ofKind('trade')
      .some(({ stage, seller, buyer }) => isDelivery(stage) && seller === member && buyer === party);
    const joined = book.acceptancesBy(member).some(({ invitation }) => {
      const invited = book.invitationBy(invitation);
      return invited?.issuer === party && invited.as === 'producer';
    });
    const sales = book
      .certificatesOf(member)
      .filter(({ type, holder }) => type === 'transaction' && holder === member);
    if (bought || joined || sales.some(({ buyer }) => buyer === party)) return 'yes';
    return sales.some(({ buyer, withheld }) => withheld && buyer === null) ? 'maybe' : 'no';
  }
}
