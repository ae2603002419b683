// One thing of the party, with what of it the reader is shown, and by which rule.
import type { ReactNode } from 'react';
import type { SeenField, SeenThing } from '../../api/seen.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useFieldWords } from './field-words.ts';

const icons: Readonly<Record<string, IconName>> = {
  lot: 'bale',
  verdict: 'claim',
  event: 'record',
  party: 'people',
  facility: 'place',
  certificate: 'certificate',
  claim: 'claim',
  trade: 'ship',
  answer: 'receive',
  membership: 'supplier',
  account: 'scale',
};
const tones: Readonly<Record<SeenThing['sight'], Tone>> = {
  whole: 'good',
  part: 'info',
  'not-there': 'quiet',
};

export function Thing({ thing }: { thing: SeenThing }): ReactNode {
  const { t, has, formats } = useWords();
  const { kind, sight, why, fields } = thing;
  const told = fields.filter(isTold);
  const shown = told.filter(({ isShown }) => isShown).length;
  return (
    <details className="panel seen-thing" open={kind === 'lot' || kind === 'event'}>
      <summary>
        <Icon name={icons[kind] ?? 'unknown'} />
        <h2>{has(`seen.kind.${kind}`) ? t(`seen.kind.${kind}`) : kind}</h2>
        <Badge tone={tones[sight]} icon={sight === 'not-there' ? 'close' : 'eye'}>
          {t(`seen.sight.${sight}`)}
        </Badge>
        <span className="open-mark">
          <Icon name="more" />
        </span>
      </summary>
      <span className="seen-share" aria-hidden="true">
        <span style={{ inlineSize: `${told.length === 0 ? 0 : (shown / told.length) * 100}%` }} />
      </span>
      <p className="quiet">
        {t('seen.shownOf', { shown: formats.number(shown), all: formats.number(told.length) })}{' '}
        {has(`seen.why.${why}`) && t(`seen.why.${why}`)}
      </p>
      <Fields fields={told} />
    </details>
  );
}

/** What was never told is neither shown nor withheld. */
function isTold({ name, value }: SeenField): boolean {
  return name !== '@context' && value !== null && !(Array.isArray(value) && value.length === 0);
}

export function Fields({ fields }: { fields: readonly SeenField[] }): ReactNode {
  const { t } = useWords();
  const words = useFieldWords();
  const dimension = fields.find(({ name }) => name === 'dimension')?.value;
  const measured = typeof dimension === 'string' ? dimension : null;
  return (
    <ul className="seen-fields">
      {fields.filter(isTold).map(({ name, isShown, value }) => (
        <li key={name} className={isShown ? 'shown' : 'hidden'}>
          <Icon name={isShown ? 'good' : 'close'} label={t(isShown ? 'seen.shown' : 'seen.hidden')} />
          <span>{words.name(name)}</span>
          <bdi className="value">{words.value(name, value, measured)}</bdi>
        </li>
      ))}
    </ul>
  );
}
