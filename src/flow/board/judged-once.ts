// Verdicts for the board, kept while nothing was said: who looks every minute does not make the node judge every minute.
import type { ClaimVerdict } from '#verifier';

/** A verdict tells of a time; for a board, one of a minute ago is of now. */
const keptMs = 60_000;
const mostKept = 500;

export class JudgedOnce {
  readonly #kept = new Map<string, readonly ClaimVerdict[]>();
  #size = -1;
  #sinceMs = 0;

  of(
    key: string,
    at: { size: number; nowMs: number },
    judge: () => readonly ClaimVerdict[],
  ): readonly ClaimVerdict[] {
    if (at.size !== this.#size || at.nowMs - this.#sinceMs >= keptMs || this.#kept.size >= mostKept) {
      this.#kept.clear();
      [this.#size, this.#sinceMs] = [at.size, at.nowMs];
    }
    const verdicts = this.#kept.get(key) ?? judge();
    this.#kept.set(key, verdicts);
    return verdicts;
  }
}
