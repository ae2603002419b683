// What a status or a case is about: found by its id, whatever kind of record that is, or a lot.
import type { Accreditation, Certificate, Claim, Membership, RecordBook, Trade } from '#verifier';
import type { Known } from './known.ts';

export type Subject = Certificate | Accreditation | Claim | Membership | Trade;

/** Ids are taken kind by kind, so one text may name several things. Empty: nobody has told of it yet, or it is a lot. */
export function subjectsNamed(book: RecordBook, id: string): Subject[] {
  const found = [
    book.byId('certificate', id),
    book.byId('accreditation', id),
    book.byId('claim', id),
    book.byId('membership', id),
    book.byId('trade', id),
  ];
  return found.filter((one) => one !== undefined);
}

/** Whose it is: of whom something is said when it is called in question. */
export function ownersOf(id: string, { book, lots }: Known): string[] {
  const maker = lots.lot(id)?.maker;
  return [...subjectsNamed(book, id).map(ownerOf), ...(maker === undefined ? [] : [maker])];
}

function ownerOf(subject: Subject): string {
  switch (subject.kind) {
    case 'certificate':
      return subject.holder;
    case 'accreditation':
      return subject.party;
    case 'claim':
      return subject.issuer;
    case 'trade':
      return subject.seller;
    case 'membership':
      return subject.party;
  }
}

/** All parties that it names or that have said it. */
export function partiesTo(id: string, known: Known): string[] {
  const named = subjectsNamed(known.book, id).flatMap((subject) => {
    const others = subject.kind === 'trade' ? [subject.seller, subject.buyer] : [];
    return [subject.issuer, ...others];
  });
  return [...ownersOf(id, known), ...named];
}
