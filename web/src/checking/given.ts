// What a reader typed beside a file, as the verifier takes it. Nothing typed is nothing asked.
import type { KnownBlocks } from '#verifier';

/** Larger files are no evidence (docs/protocol/evidence.md). */
export const evidenceBytesMax: number = 64 * 1024 * 1024;

export function givenText(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A signed note, and an evidence file, ends with one line feed, which is lost on the way through a clipboard. */
export function givenNote(text: string): string | undefined {
  const trimmed = givenText(text);
  return trimmed === undefined ? undefined : `${trimmed}\n`;
}

/** `eip155:1/12345678=0x…`, one a line. What is no hash of a block is one that no block has: the check says so. */
export function givenBlocks(text: string): KnownBlocks {
  const lines = text.split(/\s+/).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => line.split('=', 2)).map(([name, hash = '']) => [name, hash]));
}
