// Where, by which process and when: known mostly, so it is one line that opens when somebody wants to change it.
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Choices, SelectField, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { msOfWall, wallText } from './clock.ts';
import type { FormParts } from './parts.ts';
import { ProcessField, useProcessName } from './process.tsx';
import { WrongWords } from './wrong.tsx';

const mostChoices = 4;

export function Where({ kind, form, change, workshop, wrong }: FormParts): ReactNode {
  const { t, formats } = useWords();
  const nameOf = useProcessName(workshop.figures);
  const place = workshop.places.find(({ facility }) => facility === form.place);
  const own = wrong.filter(({ step }) => step === 'where');
  const whenMs = msOfWall(form.when);
  const words = [
    ...(kind === 'run' && form.process !== '' ? [nameOf(form.process)] : []),
    place?.name ?? (form.place === '' ? t('capture.placeOpen') : form.place),
    whenMs === null ? t('capture.now') : formats.moment(whenMs),
  ];
  const isOpen = form.place === '' || (kind === 'run' && form.process === '') || own.length > 0;
  return (
    <details className="record-where" {...(isOpen && { open: true })}>
      <summary>
        <Icon name="place" />
        <span>{words.join(' · ')}</span>
        <span className="link">{t('capture.change')}</span>
      </summary>
      <div className="stack">
        <WrongWords wrong={own} />
        <Places {...{ form, change, workshop }} />
        {(kind === 'run' || kind === 'harvest') && <ProcessField {...{ kind, form, change, workshop }} />}
        <TextField
          type="datetime-local"
          label={t('capture.when')}
          hint={t('capture.whenHint')}
          value={form.when}
          max={wallText(Date.now())}
          onChange={(event) => change({ when: event.target.value })}
        />
      </div>
    </details>
  );
}

function Places({
  form,
  change,
  workshop: { places },
}: Pick<FormParts, 'form' | 'change' | 'workshop'>): ReactNode {
  const { t } = useWords();
  const options = places.map(({ facility, name }) => ({ value: facility, text: name ?? facility }));
  if (places.length === 0) return <p>{t('capture.noPlaces')}</p>;
  if (places.length <= mostChoices)
    return (
      <Choices
        legend={t('capture.where')}
        options={options}
        chosen={[form.place]}
        onChoose={([facility = '']) => change({ place: facility, process: '' })}
      />
    );
  return (
    <SelectField
      label={t('capture.where')}
      value={form.place}
      options={[{ value: '', text: t('capture.choose') }, ...options]}
      onChange={(event) => change({ place: event.target.value, process: '' })}
    />
  );
}
