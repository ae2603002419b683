// Names of processes, and the choice among those of a place; any other is a step further away.
import { type ReactNode, useState } from 'react';
import { Choices, SelectField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { FormParts } from './parts.ts';
import type { Figures } from './workshop.ts';

/** In the language where there is a word, else as the trade's figures call it. */
export function useProcessName(figures: Figures | undefined): (code: string) => string {
  const { t, has } = useWords();
  return (code) => {
    const coarse = code.split('-')[0] ?? code;
    if (has(`capture.process.${code}`)) return t(`capture.process.${code}`);
    const title = figures?.processes.find((process) => process.code === code)?.title;
    return title ?? (has(`capture.process.${coarse}`) ? t(`capture.process.${coarse}`) : code);
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
