// What a reader may write when something is not as it is told, and what is said of it by those who read that.
import type { DoubtStanding } from '../../flow/ports.ts';

/** What a doubt is about, the usual one first. */
export const doubtKinds = ['copy', 'claim', 'people', 'other'] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** In characters. */
export const doubtLength: { readonly least: number; readonly most: number } = { least: 12, most: 2000 };

export const doubtSchema: Record<string, unknown> = {
  type: 'object',
  required: ['about', 'text'],
  additionalProperties: false,
  properties: {
    about: {
      type: 'string',
      minLength: 1,
      maxLength: 512,
      description: 'Product, lot, item or unit, as a Digital Link or EPC',
    },
    kind: { enum: [...doubtKinds], default: 'other' },
    text: {
      type: 'string',
      minLength: doubtLength.least,
      maxLength: doubtLength.most,
      description: 'What was seen. No names: it is read by the operator and the firms concerned',
    },
    language: { type: 'string', pattern: '^[a-z]{2}$', description: 'Of the text' },
  },
};

export const doubtStandings: readonly DoubtStanding[] = ['new', 'read', 'settled'];

/** Of what was done, in characters. */
const longestNote = 1000;

export const standingSchema: Record<string, unknown> = {
  type: 'object',
  required: ['standing'],
  additionalProperties: false,
  properties: {
    standing: { enum: [...doubtStandings] },
    note: {
      type: 'string',
      minLength: 1,
      maxLength: longestNote,
      description:
        'What was done: needed where it is settled, and nowhere else. Whoever may read the doubt reads it',
    },
  },
};

export interface ToldStanding {
  standing: DoubtStanding;
  note?: string;
}

/** What the form of a page sends. */
export const doubtFormSchema: Record<string, unknown> = {
  type: 'object',
  required: ['about', 'text', 'opened'],
  properties: {
    about: { type: 'string' },
    kind: { enum: [...doubtKinds] },
    text: { type: 'string', minLength: doubtLength.least, maxLength: doubtLength.most },
    lang: { type: 'string', description: 'Of the page' },
    opened: { type: 'string', description: 'When the page was shown, in milliseconds since 1970' },
    website: {
      type: 'string',
      description: 'Not shown to people: whoever fills it is thanked and not believed',
    },
  },
};

export interface ToldDoubt {
  about: string;
  kind?: DoubtKind;
  text: string;
  language?: string;
}

export function isDoubtKind(text: string): text is DoubtKind {
  return (doubtKinds as readonly string[]).includes(text);
}

/** Line ends as one, nothing that moves what stands around it: neither control characters nor marks of direction (UAX 9). */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (mark) => (mark === '\n' ? '\n' : ' '))
    .trim();
}

/** Why a form was not taken. */
export type Refused = 'too-few' | 'too-fast' | 'too-many' | 'no-such-thing';
