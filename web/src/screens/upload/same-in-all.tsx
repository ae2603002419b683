// What no column of the list says, said once for every line: the site of a mill that has one, the buyer of a delivery.
import type { ReactNode } from 'react';
import { SelectField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { type ColumnKey, columnForms } from './kind/kinds.ts';
import type { KnownThing } from './known/known.ts';
import type { StepProps } from './upload.tsx';

type Props = Pick<StepProps, 'known' | 'upload' | 'change'> & { untold: readonly ColumnKey[] };

const sorts = ['site', 'partner', 'product'] as const;

/** `untold`: columns that must be there and are not. Lots and amounts are of one line each: for them there is no such choice. */
export function SameInAll({ known, upload, change, untold }: Props): ReactNode {
  return untold.map((column) => {
    const sort = sorts.find((one) => one === columnForms[column]);
    const things = sort === undefined ? [] : known[sort].things;
    return things.length > 0 && <One key={column} {...{ column, things, upload, change }} />;
  });
}

function One(
  props: Pick<Props, 'upload' | 'change'> & { column: ColumnKey; things: readonly KnownThing[] },
): ReactNode {
  const { t } = useWords();
  const { column, things, upload, change } = props;
  const choose = (id: string): void =>
    change((now) => {
      const { [column]: _before, ...others } = now.same ?? {};
      const text = things.find((thing) => thing.id === id)?.name;
      return { ...now, same: text === undefined ? others : { ...others, [column]: { text, id } } };
    });
  return (
    <SelectField
      label={t(`upload.column.${column}`)}
      hint={t('upload.sameInAll')}
      value={upload.same?.[column]?.id ?? ''}
      options={[
        { value: '', text: t('capture.choose') },
        ...things.map(({ id, name }) => ({ value: id, text: name })),
      ]}
      onChange={(event) => choose(event.target.value)}
    />
  );
}
