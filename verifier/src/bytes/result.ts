/** Why the rules say no. `code` is for programs, `detail` for people, `path` (JSON pointer) says where. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly detail: string;
  readonly path?: string;
}

export interface Refused<Code extends string = string> {
  readonly ok: false;
  readonly refusal: Refusal<Code>;
}

export type Result<Value extends object, Code extends string = string> =
  | ({ readonly ok: true } & Value)
  | Refused<Code>;

export function refused<Code extends string>(code: Code, detail: string, path?: string): Refused<Code> {
  return { ok: false, refusal: path === undefined ? { code, detail } : { code, detail, path } };
}
