/** What has been opened so far, and how it is closed: last first, each whatever becomes of the others. */
export class Closing {
  readonly #steps: (() => Promise<unknown> | unknown)[] = [];

  /** `step` comes before those that were put here earlier. */
  add(step: () => Promise<unknown> | unknown): void {
    this.#steps.unshift(step);
  }

  /** Throws the first fault, when all is closed that can be. A second time there is nothing left to do. */
  async all(): Promise<void> {
    const faults: unknown[] = [];
    for (const step of this.#steps.splice(0)) {
      try {
        await step();
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 0) throw faults[0];
  }
}
