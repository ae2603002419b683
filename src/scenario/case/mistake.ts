// What is wrong with a case file, so that who wrote it finds the place.

/** Thrown where a case cannot be read or played as it is written. Not thrown for what a node says of it. */
export class CaseMistake extends Error {
  readonly file: string;
  /** JSON pointer into the file; empty = the whole of it. */
  readonly pointer: string;

  constructor({ file, pointer }: Place, problem: string) {
    super(`${file}${pointer === '' ? '' : ` ${pointer}`}: ${problem}`);
    this.file = file;
    this.pointer = pointer;
  }
}

/** Where a value stands: in which file, under which JSON pointer. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

export function under({ file, pointer }: Place, member: string | number): Place {
  return { file, pointer: `${pointer}/${member}` };
}
