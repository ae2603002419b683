// What makes a check stricter: things that the reader knows from elsewhere.
import type { ReactNode } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Field, SelectField, TextArea } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { Asked } from './asked.ts';

interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function Options(props: {
  asked: Asked;
  onAsk: (asked: Asked) => void;
  beside: Brought | undefined;
  onBeside: (file: Brought | undefined) => void;
}): ReactNode {
  const { t } = useWords();
  const { asked, onAsk, beside, onBeside } = props;
  const field = (
    name: 'key' | 'earlier' | 'policy' | 'blocks',
    label: string,
    hint: string,
    example = '',
  ): ReactNode => (
    <TextArea
      label={label}
      hint={hint}
      placeholder={example}
      value={asked[name]}
      spellCheck={false}
      autoCapitalize="off"
      className="input mono"
      onChange={({ target }) => onAsk({ ...asked, [name]: target.value })}
    />
  );
  return (
    <details className="verify-fold">
      <summary>{t('verify.stricter')}</summary>
      <div className="stack">
        {field('key', t('verify.key'), t('verify.keyHint'), 'name+0123abcd+A…')}
        {field('policy', t('verify.policy'), t('verify.policyHint'), 'witness one name+0123abcd+B…')}
        <Age age={asked.age} onAge={(age) => onAsk({ ...asked, age })} />
        <Beside beside={beside} onBeside={onBeside} />
        {field('earlier', t('verify.earlier'), t('verify.earlierHint'))}
        {field('blocks', t('verify.blocks'), t('verify.blocksHint'), 'eip155:1/12345678=0x…')}
      </div>
    </details>
  );
}

function Age({ age, onAge }: { age: string; onAge: (age: string) => void }): ReactNode {
  const { t } = useWords();
  const options = [
    { value: '', text: t('verify.ageAny') },
    { value: '1', text: t('verify.ageHour') },
    { value: '24', text: t('verify.ageDay') },
    { value: '168', text: t('verify.ageWeek') },
    { value: '720', text: t('verify.ageMonth') },
  ];
  return (
    <SelectField
      label={t('verify.age')}
      hint={t('verify.ageHint')}
      options={options}
      value={age}
      onChange={({ target }) => onAge(target.value)}
    />
  );
}

function Beside({
  beside,
  onBeside,
}: {
  beside: Brought | undefined;
  onBeside: (file: Brought | undefined) => void;
}): ReactNode {
  const { t } = useWords();
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) onBeside({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  if (beside !== undefined) {
    return (
      <div className="row">
        <span>{t('verify.besideTaken', { name: beside.name })}</span>
        <Button kind="plain" onClick={() => onBeside(undefined)}>
          {t('verify.besideDrop')}
        </Button>
      </div>
    );
  }
  return (
    <Field label={t('verify.beside')} hint={t('verify.besideHint')}>
      {(ties) => (
        <input
          {...ties}
          className="input"
          type="file"
          accept=".json,application/json"
          onChange={({ target }) => void take(target.files?.[0])}
        />
      )}
    </Field>
  );
}
