// What a queued item says, in a few words: what happened where, what went in, what came out.
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';
import type { Told as ToldItem } from '../../offline/queue/item.ts';

export function Told({ told }: { told: ToldItem }): ReactNode {
  const { t, has } = useWords();
  const { what, place, inputs, outputs } = told;
  const coarse = what.split('-')[0] ?? what;
  const key = [`queue.what.${what}`, `capture.process.${what}`, `capture.process.${coarse}`].find((one) =>
    has(one),
  );
  // What was sent or received did not become something else.
  const isMoved = what === 'shipping' || what === 'receiving';
  return (
    <div className="told">
      <span className="what">{key === undefined ? t('queue.what.other') : t(key)}</span>
      {place !== null && <span className="quiet">{place}</span>}
      {inputs.length > 0 && <Goods label={isMoved ? '' : t('queue.in')} goods={inputs} />}
      {outputs.length > 0 && <Goods label={isMoved ? '' : t('queue.out')} goods={outputs} />}
    </div>
  );
}

const mostNamed = 4;

/** A number of a lot reads from left to right in every language, whatever stands around it (UAX #9, isolates). */
const apart = (text: string): string => `\u2068${text}\u2069`;

function Goods({ label, goods }: { label: string; goods: ToldItem['inputs'] }): ReactNode {
  const { t, formats } = useWords();
  const named = goods
    .slice(0, mostNamed)
    .map(({ name, base, dimension }) =>
      base === null ? apart(name) : `${apart(name)} (${formats.amount(base, dimension)})`,
    );
  const more = goods.length - named.length;
  const list = formats.list(more > 0 ? [...named, t('queue.more', { count: more })] : named);
  return (
    <span>
      {label} {list}
    </span>
  );
}
