// Names of processes, and the choice among those of a place; any other is a step further away.
import { type ReactNode, useState } from 'react';
import { Choices, SelectField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { FormParts } from './parts.ts';
import type { Figures } from './workshop.ts';

/** In the language where there is a word, else as the trade's figures call it: they speak English, so the next wider word stands before it. */
export function useProcessName(figures: Figures | undefined): (code: string) => string {
  const { t, has, language } = useWords();
  return (code) => {
    if (has(`capture.process.${code}`)) return t(`capture.process.${code}`);
    const title = figures?.processes.find((process) => process.code === code)?.title;
    const wider = code
      .split('-')
      .map((_, at, all) => `capture.process.${all.slice(0, all.length - 1 - at).join('-')}`)
      .find(has);
    if (wider === undefined || (language === 'en' && title !== undefined)) return title ?? code;
    return title === undefined ? t(wider) : `${t(wider)} (${title})`;
  };
}

const other = 'other';

export function ProcessField({
  kind,
  form,
  change,
  workshop: { places, figures },
}: Pick<FormParts, 'kind' | 'form' | 'change' | 'workshop'>): ReactNode {
  const { t } = useWords();
  const nameOf = useProcessName(figures);
  const own = places.find(({ facility }) => facility === form.place)?.processes ?? [];
  const [isOther, setOther] = useState(form.process !== '' && !own.includes(form.process));
  const all = [...new Set([...figures.processes.map(({ code }) => code), ...own])].sort();
  const legend = kind === 'harvest' ? t('capture.harvestProcess') : t('capture.processField');
  const select = (
    <SelectField
      label={own.length === 0 ? legend : t('capture.otherProcess')}
      value={form.process}
      options={[
        { value: '', text: t('capture.choose') },
        ...all.map((code) => ({ value: code, text: nameOf(code) })),
      ]}
      onChange={(event) => change({ process: event.target.value })}
    />
  );
  if (own.length === 0) return select;
  return (
    <>
      <Choices
        legend={legend}
        options={[
          ...own.map((code) => ({ value: code, text: nameOf(code) })),
          { value: other, text: t('capture.processOther') },
        ]}
        chosen={[isOther ? other : form.process]}
        onChoose={([code = '']) => {
          setOther(code === other);
          change({ process: code === other ? '' : code });
        }}
      />
      {isOther && select}
    </>
  );
}
