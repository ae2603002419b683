// The pallet, bag or container that goods go into, or that is opened.
import { type ReactNode, useState } from 'react';
import { useWords } from '../../language/words.tsx';
import { readLabel, shortName } from './label.ts';
import { isUnit } from './lot-number.ts';
import type { FormParts } from './parts.ts';
import { ScanField } from './scan-field.tsx';
import { WrongWords } from './wrong.tsx';

export function UnitStep({ kind, form, change, workshop, wrong }: FormParts): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const units = workshop.stored.filter(({ id, kind: what }) => what === 'unit' || isUnit(id));
  const read = (text: string): undefined => {
    const label = readLabel(text);
    change({ unit: label?.kind === 'id' ? label.id : text.trim() });
    return undefined;
  };
  return (
    <div className="stack">
      <h2>{t(kind === 'pack' ? 'capture.packInto' : 'capture.unpackFrom')}</h2>
      <ScanField
        label={t('capture.unitLabel')}
        hint={t('capture.unitHint')}
        focus={kind === 'unpack'}
        value={typed === '' && form.unit !== '' ? shortName(form.unit) : typed}
        onType={(text) => {
          setTyped(text);
          if (text !== '') change({ unit: text });
        }}
        onRead={read}
      />
      <WrongWords wrong={wrong.filter(({ step }) => step === 'unit')} />
      {kind === 'unpack' && units.length > 0 && (
        <>
          <h3>{t('capture.stock')}</h3>
          <ul className="picks">
            {units.map(({ id }) => (
              <li key={id}>
                <button
                  type="button"
                  className="pick"
                  aria-pressed={form.unit === id}
                  onClick={() => {
                    setTyped('');
                    change({ unit: id });
                  }}
                >
                  <span className="name">{shortName(id)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
