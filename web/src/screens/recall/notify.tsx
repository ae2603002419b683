// The words to tell those who have it: one text for each, to be copied into whatever they write with.
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { SelectField, TextArea } from '../../design/parts/field.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { exactLot } from '../trace/words.ts';
import { type Holder, isInStock } from './holder.ts';

const lotsNamed = 40;

export function Notify({ lot, holders }: { lot: string; holders: readonly Holder[] }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState(holders[0]?.name ?? '');
  const [told, setTold] = useState('');
  const holder = holders.find((one) => one.name === name) ?? holders[0];
  if (holder === undefined) return null;
  const ids = holder.lots.slice(0, lotsNamed).map(({ id }) => exactLot(id));
  const text = t('recall.notice', {
    lot,
    holder: holder.name,
    count: holder.lots.length,
    stock: holder.lots.filter(isInStock).length,
    lots: ids.join(', ') + (holder.lots.length > ids.length ? ' …' : ''),
  });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(t('recall.copied'));
    } catch {
      setTold(t('recall.copyByHand'));
    }
  };
  return (
    <Panel title={t('recall.notify')}>
      <div className="stack recall-notify">
        <SelectField
          label={t('recall.toWhom')}
          value={holder.name}
          onChange={(event) => setName(event.target.value)}
          options={holders.map((one) => ({ value: one.name, text: one.name }))}
        />
        <TextArea label={t('recall.text')} value={text} readOnly rows={8} />
        <div className="row">
          <Button icon="share" onClick={() => void copy()}>
            {t('recall.copy')}
          </Button>
          <span role="status" className="quiet">
            {told}
          </span>
        </div>
      </div>
    </Panel>
  );
}
