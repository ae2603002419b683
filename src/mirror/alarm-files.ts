// Alarms as files in the mirror's directory: alarm-1.json, alarm-2.json, …; never overwritten. What lies there counts,
// until a person has moved it away.
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Alarm, readAlarm } from './alarm.ts';

const nameForm = /^alarm-(\d+)\.json$/;

export class AlarmFiles {
  readonly #folder: string;
  readonly #known = new Set<string>();
  #last = 0;

  constructor(folder: string) {
    this.#folder = folder;
    for (const name of this.names()) {
      const alarm = readAlarm(readFileSync(join(folder, name), 'utf8'));
      if (alarm !== undefined) this.#known.add(nameOf(alarm));
      this.#last = Number(nameForm.exec(name)?.[1]);
    }
  }

  /** Names of those that lie there, the oldest first. */
  names(): string[] {
    const names = readdirSync(this.#folder).filter((name) => nameForm.test(name));
    return names.sort((one, other) => numberOf(one) - numberOf(other));
  }

  has(code: string, subject: string): boolean {
    return this.#known.has(nameOf({ code, subject }));
  }

  /** On disk when this returns. Undefined where the same was raised before. */
  raise(alarm: Alarm): string | undefined {
    if (this.has(alarm.code, alarm.subject)) return undefined;
    const bytes = Buffer.from(`${JSON.stringify(alarm, null, 1)}\n`);
    let path: string;
    do {
      this.#last += 1;
      path = join(this.#folder, `alarm-${this.#last}.json`);
    } while (!wasWritten(path, bytes));
    this.#known.add(nameOf(alarm));
    return path;
  }
}

function numberOf(name: string): number {
  return Number(nameForm.exec(name)?.[1]);
}

function nameOf({ code, subject }: { code: string; subject: string }): string {
  return `${code} ${subject}`;
}

/** Whole or not at all; false where a file of that name is there. */
function wasWritten(path: string, bytes: Uint8Array): boolean {
  const temporary = `${path}.tmp`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(temporary, path);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  } finally {
    rmSync(temporary);
  }
}
