// A sentence as data: which one, and what stands in its gaps. The words are those of the page's language.

/** Texts and numbers as they are, moments and countries to be said in the reader's language, lists of names. */
export type ToldValue =
  | string
  | number
  | { readonly atMs: number }
  | { readonly country: string }
  | readonly string[];

export interface Told {
  /** Key of the sentence. `count` among the values chooses its plural form. */
  readonly code: string;
  readonly values?: Readonly<Record<string, ToldValue>>;
}
