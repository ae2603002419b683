// The digests that a signed value holds in place of what can be withheld (RFC 9901 section 4.2.4).

/** All digests inside a value, as signed, at any depth; `found` is added to. */
export function digestsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, inner] of Object.entries(value)) {
    if (name === '_sd' && Array.isArray(inner)) found.push(...inner);
    else if (name === '...' && typeof inner === 'string') found.push(inner);
    else digestsIn(inner, found);
  }
  return found;
}
