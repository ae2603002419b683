// Which texts a source asks for: literal keys, and families of keys made from codes (docs/web.md, "Rules for screens").
export interface KeysAsked {
  /** `shell.menu`. */
  keys: Set<string>;
  /** `shell.role.*`. */
  families: Set<string>;
}

/** Every key of one of the `rooms` that the source names. */
export function keysAskedIn(source: string, rooms: readonly string[]): KeysAsked {
  const { isKey, isFamily, template } = formsOf(rooms.join('|'));
  const asked: KeysAsked = { keys: new Set(), families: new Set() };
  for (const [, literal = ''] of source.matchAll(/'([^'\n]*)'/g))
    if (isKey.test(literal)) asked.keys.add(literal);
  for (const [, text = ''] of source.matchAll(template)) {
    // Several parts that are codes are one.
    const pattern = text.replace(/\$\{[^}]*\}/g, '*').replaceAll('*.*', '*');
    if (isFamily.test(pattern)) asked.families.add(pattern);
    else if (isKey.test(pattern)) asked.keys.add(pattern);
  }
  return asked;
}

function formsOf(rooms: string): { isKey: RegExp; isFamily: RegExp; template: RegExp } {
  return {
    isKey: new RegExp(`^(?:${rooms})\\.[A-Za-z0-9][\\w.-]*$`),
    isFamily: new RegExp(`^(?:${rooms})\\.[\\w.-]*\\*[\\w.*-]*$`),
    // Found by how they begin: templates of markup hold others.
    template: new RegExp(`\`((?:${rooms})\\.(?:[\\w.-]|\\$\\{[^}\`]*\\})*)\``, 'g'),
  };
}

/** Whether a source that asks for these may show the text of this key (a form of a plural, too). */
export function isAsked({ keys, families }: KeysAsked): (key: string) => boolean {
  const patterns = [...families].map((family) => family.replaceAll('.', '\\.').replaceAll('*', '.+'));
  const family = new RegExp(`^(?:${patterns.join('|')})$`);
  const known = new Map<string, boolean>();
  return (key) => {
    const base = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
    // Asked once for each of eleven languages.
    const answer = known.get(key) ?? (keys.has(key) || keys.has(base) || family.test(key));
    known.set(key, answer);
    return answer;
  };
}
