// A form that says rightly what was said wrongly: begins with that, and with the stores as they are without it.
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';
import { typedAmount } from './amount.ts';
import { wallText } from './clock.ts';
import type { Opening } from './filling.tsx';
import { formOf, givenBack } from './original.ts';
import { OriginalOf } from './original-of.tsx';
import { storedNow } from './stock.ts';

export function Correcting(props: {
  opening: Opening;
  eventId: string;
  children: (begun: Opening) => ReactNode;
}): ReactNode {
  const { language } = useWords();
  const { opening, eventId, children } = props;
  return (
    <OriginalOf party={opening.workshop.party} eventId={eventId}>
      {(corrects) => {
        const begun = formOf(corrects, (base, dimension) => typedAmount(base, dimension, language), wallText);
        const back = storedNow(opening.workshop.stored, [{ atMs: Date.now(), effect: givenBack(corrects) }]);
        return children({ ...opening, workshop: { ...opening.workshop, stored: back }, begun, corrects });
      }}
    </OriginalOf>
  );
}
