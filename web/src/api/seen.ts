// What a reader is shown of a party, as the node works it out.
export interface SeenField {
  readonly name: string;
  readonly isShown: boolean;
  readonly value: unknown;
}

export interface SeenThing {
  readonly kind: string;
  readonly id: string;
  readonly why: string;
  readonly sight: 'whole' | 'part' | 'not-there';
  readonly fields: readonly SeenField[];
}

export interface Seen {
  readonly reader: { readonly role: string; readonly party: string | null; readonly level: string };
  readonly lot: string | null;
  readonly things: readonly SeenThing[];
  readonly evidence: {
    readonly level: string;
    readonly bytes: number;
    readonly statements: number;
    readonly events: readonly SeenThing[];
  } | null;
}
