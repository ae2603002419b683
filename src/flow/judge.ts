// Verdicts on claims, by the same rules and the same facts as a stranger with an evidence file (docs/protocol/claims.md).
import type { ClaimVerdict, JudgeCase } from '#verifier';
import { arranged, judgeClaim, judgeLot } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { dossierFor } from './dossier.ts';
import type { Answer } from './node.ts';

/** Of a product, only its newest lots are judged: a model may have had many thousands. */
export const lotsJudgedOfProduct = 20;
const mostCases = 64;

export class Judge {
  /** The facts about lots, arranged, of the log as it was at `#size`; whatever is appended may belong to any of them. */
  readonly #cases = new Map<string, JudgeCase>();
  #ledger: Ledger | undefined;
  #size = -1;

  /** On all claims on the lot or its product, by id of the claim. */
  verdicts(ledger: Ledger, lot: string, atMs: number): Answer<ClaimVerdict[]> {
    const isKnown = ledger.lots.find(lot) !== -1 || ledger.records.claimsOn(lot).length > 0;
    if (!isKnown) return unknown('LOT_UNKNOWN', `No statement in this log mentions ${lot}.`);
    return { ok: true, value: judgeLot(this.#caseOf(ledger, lot), lot, atMs) };
  }

  /** `lotsOf`: newest lots of a product. `most`: of more lots only the first are judged. */
  verdictsOn(
    ledger: Ledger,
    id: string,
    atMs: number,
    lotsOf: (product: string, limit: number) => string[],
    most: number = Number.MAX_SAFE_INTEGER,
  ): Answer<ClaimVerdict[]> {
    const claim = ledger.records.byId('claim', id);
    if (claim === undefined) return unknown('NO_SUCH_RESOURCE', `Nobody has made a claim ${id} in this log.`);
    const lots =
      claim.product === null ? claim.lots : lotsOf(claim.product, Math.min(most, lotsJudgedOfProduct));
    const value = lots.slice(0, most).map((lot) => judgeClaim(this.#caseOf(ledger, lot), id, lot, atMs));
    return { ok: true, value };
  }

  #caseOf(ledger: Ledger, lot: string): JudgeCase {
    if (this.#ledger !== ledger || this.#size !== ledger.size || this.#cases.size === mostCases)
      this.#cases.clear();
    [this.#ledger, this.#size] = [ledger, ledger.size];
    const known = this.#cases.get(lot);
    if (known !== undefined) return known;
    const facts = arranged(dossierFor(ledger, lot));
    this.#cases.set(lot, facts);
    return facts;
  }
}

function unknown(
  code: string,
  detail: string,
): { ok: false; refusals: { code: string; detail: string; field: string }[] } {
  return { ok: false, refusals: [{ code, field: 'id', detail }] };
}
