// A clerk who works for some sites looks at those first, and at all of the party when they want to. Which, stands in the address.
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import { useOwnPlaces, type SitesAsked } from '../../api/work.ts';
import { SelectField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import './site-choice.css';

/** null where nobody has to choose: who is here works for all sites. */
export function useSitesAsked(): SitesAsked | null {
  const own = useMe().data?.active?.sites ?? null;
  const asked: { sites?: string } = useSearch({ strict: false });
  if (own === null) return null;
  return asked.sites === 'all' ? 'all' : 'own';
}

const mostNamed = 3;

/** Nothing for whoever works for all sites. */
export function SiteChoice({ at }: { at: '/today' | '/lots' }): ReactNode {
  const { t, formats } = useWords();
  const navigate = useNavigate();
  const chosen = useSitesAsked();
  const active = useMe().data?.active;
  const places = useOwnPlaces(active?.party ?? null).data;
  const before: Record<string, unknown> = useSearch({ strict: false });
  if (chosen === null) return null;
  const names = (active?.sites ?? []).map((id) => places?.find((one) => one.id === id)?.name ?? id);
  const choose = (sites: string): void =>
    void navigate({
      to: at,
      search: { ...before, sites: sites === 'all' ? sites : undefined },
      replace: true,
    });
  return (
    <div className="site-choice">
      <SelectField
        label={t('today.sites')}
        {...(names.length <= mostNamed && { hint: formats.list(names) })}
        value={chosen}
        options={[
          { value: 'own', text: t('today.sitesOwn') },
          { value: 'all', text: t('today.sitesAll') },
        ]}
        onChange={(event) => choose(event.target.value)}
      />
    </div>
  );
}
