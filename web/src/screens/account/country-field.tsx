import { type ReactNode, useMemo } from 'react';
import { SelectField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

/** ISO 3166-1 alpha-2: whatever two letters the browser has a name for. */
function countryCodes(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.filter((code) => !notCountries.has(code) && names.of(code) !== undefined);
}

/** What has a name and is no country: groups, reserved and test codes, and names that have been replaced. */
const notCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AN',
  'BU',
  'CS',
  'DD',
  'DY',
  'FX',
  'HV',
  'NH',
  'NT',
  'RH',
  'SU',
  'TP',
  'UK',
  'VD',
  'YD',
  'YU',
  'ZR',
]);

export function CountryField({
  value,
  onChange,
}: {
  value: string;
  onChange: (country: string) => void;
}): ReactNode {
  const { t, formats, language } = useWords();
  const options = useMemo(
    () =>
      countryCodes()
        .map((code) => ({ value: code, text: formats.country(code) }))
        .sort((one, other) => one.text.localeCompare(other.text, language)),
    [formats, language],
  );
  return (
    <SelectField
      label={t('account.country')}
      autoComplete="country"
      required
      options={[{ value: '', text: t('account.choose') }, ...options]}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
