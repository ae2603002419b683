// Text of strangers, as it may be written to a terminal.

/** Control characters (C0, DEL, C1), and those that turn the direction of what follows (Unicode TR 36, section 2.2). */
const commanding = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * One line with everything in it that a terminal would obey written out as `\u001b`: a name must not be able to move the
 * cursor, begin a line of its own, or turn "not verified" round.
 */
export function printable(line: string): string {
  return line.replace(commanding, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
