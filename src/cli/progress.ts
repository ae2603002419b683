// Progress of long work, on stderr: a bar where somebody is watching, a line now and then where nobody is.
import type { Io } from './io.ts';

/** Work that is over by then shows nothing. */
const quietMs = 2_000;
const lineEveryMs = 10_000;
const drawEveryMs = 100;
const barCells = 24;

export class Progress {
  readonly #io: Io;
  readonly #label: string;
  readonly #startMs: number;
  #lastMs: number;
  #drawn = false;

  constructor(io: Io, label: string) {
    this.#io = io;
    this.#label = label;
    this.#startMs = io.nowMs();
    this.#lastMs = this.#startMs;
  }

  /** `all` = 0: how much there is in all is not known. */
  readonly step = (done: number, all: number): void => {
    const now = this.#io.nowMs();
    if (now - this.#startMs < quietMs) return;
    if (now - this.#lastMs < (this.#io.interactive ? drawEveryMs : lineEveryMs)) return;
    this.#lastMs = now;
    this.#drawn = true;
    const text = `${this.#label} ${this.#io.interactive ? bar(done, all) : ''}${counts(done, all)}`;
    this.#io.tell(this.#io.interactive ? `\r\x1b[K${text}` : `${text}\n`);
  };

  /** Takes the bar away. */
  end(): void {
    if (this.#drawn && this.#io.interactive) this.#io.tell('\r\x1b[K');
  }
}

function bar(done: number, all: number): string {
  if (all === 0) return '';
  const full = Math.min(barCells, Math.floor((done / all) * barCells));
  return `${'█'.repeat(full)}${'░'.repeat(barCells - full)} `;
}

function counts(done: number, all: number): string {
  if (all === 0) return String(done);
  return `${Math.floor((done / all) * 100)} % (${done} of ${all})`;
}
