// Name and address of somebody who is new here, and a password, which no draft keeps.
import type { ReactNode } from 'react';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

export interface Newcomer {
  name: string;
  email: string;
}

export const nobodyYet: Newcomer = { name: '', email: '' };

export function NewcomerFields({
  value,
  onChange,
}: {
  value: Newcomer;
  onChange: (value: Newcomer) => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <>
      <TextField
        label={t('account.name')}
        autoComplete="name"
        required
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
      />
      <TextField
        label={t('account.email')}
        type="email"
        autoComplete="username"
        required
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.target.value })}
      />
    </>
  );
}

export function PasswordField(props: {
  label: string;
  isNew?: boolean;
  value: string;
  onChange: (value: string) => void;
}): ReactNode {
  const { t } = useWords();
  const { label, isNew, value, onChange } = props;
  return (
    <TextField
      label={label}
      {...(isNew && { hint: t('account.passwordHint'), minLength: 10 })}
      type="password"
      autoComplete={isNew ? 'new-password' : 'current-password'}
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
