import type { JsonObject } from '../bytes/json.ts';
import { canonicalId } from '../identifier/identifier.ts';
import { parseInstant } from '../movement/instant.ts';

/** Claims of the right form, by name. */
export class Claims {
  readonly all: JsonObject;

  constructor(all: JsonObject) {
    this.all = all;
  }

  get<T>(name: string): T {
    return this.all[name] as T;
  }

  text(name: string): string {
    return this.get(name);
  }

  orNull<T>(name: string): T | null {
    return this.get<T | undefined>(name) ?? null;
  }

  list<T>(name: string): readonly T[] {
    return this.get<readonly T[] | undefined>(name) ?? [];
  }

  id(name: string): string {
    return canonical(this.text(name));
  }

  idOrNull(name: string): string | null {
    const id = this.orNull<string>(name);
    return id === null ? null : canonical(id);
  }

  ids(name: string): string[] {
    return this.list<string>(name).map(canonical);
  }

  moment(name: string): number {
    return parseInstant(this.all[name])!;
  }

  momentOrNull(name: string): number | null {
    return parseInstant(this.all[name]) ?? null;
  }

  each<T>(name: string, read: (one: Claims) => T): T[] {
    return this.list<JsonObject>(name).map((one) => read(new Claims(one)));
  }

  maybe<T>(name: string, read: (one: Claims) => T): T | null {
    const value = this.orNull<JsonObject>(name);
    return value === null ? null : read(new Claims(value));
  }
}

/** One spelling for all that name the same thing (bytes.md); an id that is no identifier is kept as it is. */
export function canonical(id: string): string {
  return canonicalId(id)?.id ?? id;
}
