// Lots get small numbers in the order in which they are met, so that all else is arrays.

export class Numbering {
  readonly names: string[] = [];
  readonly numbers: Map<string, number> = new Map();

  of(lot: string): number {
    const known = this.numbers.get(lot);
    if (known !== undefined) return known;
    const number = this.names.length;
    this.names.push(lot);
    this.numbers.set(lot, number);
    return number;
  }
}
