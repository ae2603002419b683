// Cases that this reader is shown: what is doubted, by whom, until when, and how it went.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { useMe } from '../../api/me.ts';
import type { Answers } from '../../api/schema.ts';
import type { CaseSaid } from '../../api/trust.ts';
import { type Said, usePartyNames } from '../../api/work.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Icon } from '../../design/icon.tsx';
import { SelectField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { caseTones } from './tones.ts';
import '../claims/claims.css';

type Step = Said<CaseSaid>;

export function Cases(): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['cases', 'list'],
    queryFn: async () => (await get<{ member: Step[] }>('/cases?limit=500')).member,
  });
  return (
    <Page icon="case" title={t('cases.title')} lead={t('cases.lead')} actions={<ToDoubts />}>
      <Loaded query={query}>{(steps) => <List steps={steps} />}</Loaded>
    </Page>
  );
}

/** For those whom the node gives them, with how many they have not read. */
function ToDoubts(): ReactNode {
  const { t } = useWords();
  const role = useMe().data?.active?.role;
  const isGiven = role !== undefined && role !== 'reader';
  const { data } = useQuery({
    queryKey: ['doubts', 'counts'],
    queryFn: () => get<Answers['GET /doubts']>('/doubts?limit=1'),
    enabled: isGiven,
  });
  if (!isGiven) return null;
  const fresh = data?.counts.new ?? 0;
  return (
    <>
      <LinkButton kind="second" icon="unknown" to="/doubts">
        {t('cases.doubts')}
      </LinkButton>
      {fresh > 0 && <Badge tone="warn">{t('cases.doubtsNew', { count: fresh })}</Badge>}
    </>
  );
}

function List({ steps }: { steps: readonly Step[] }): ReactNode {
  const { t } = useWords();
  const { show = 'open' } = useSearch({ strict: false }) as { show?: string };
  const navigate = useNavigate();
  const isOpen = ({ state }: Step): boolean => state === 'open' || state === 'overdue';
  const shown = openings(steps).filter((one) =>
    show === 'open' ? isOpen(one) : show === 'closed' ? !isOpen(one) : true,
  );
  return (
    <>
      <div className="claim-tools">
        <SelectField
          label={t('cases.show')}
          value={show}
          onChange={(event) =>
            void navigate({
              to: '.',
              search: (before: object) => ({ ...before, show: event.target.value }),
              replace: true,
            } as Parameters<typeof navigate>[0])
          }
          options={[
            { value: 'open', text: t('cases.showOpen') },
            { value: 'closed', text: t('cases.showClosed') },
            { value: 'all', text: t('cases.showAll') },
          ]}
        />
      </div>
      {shown.length === 0 && <Empty icon="case">{t('cases.none')}</Empty>}
      <ul className="list">
        {shown.map((one) => (
          <li key={one.entry}>
            <Line opening={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The step that opened each case, newest first; steps come newest first. */
function openings(steps: readonly Step[]): Step[] {
  const first = new Map<string, Step>();
  for (const step of steps) first.set(step.claims.case, step);
  return [...first.values()].sort((one, other) => other.entry - one.entry);
}

function Line({ opening }: { opening: Step }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const { claims, state, issuer, recordedAtMs } = opening;
  return (
    <Link to="/cases/$id" params={{ id: claims.case }} className="line">
      <Icon name="case" />
      <span className="what">{claims.reason ?? t('cases.noReason')}</span>
      <Badge tone={caseTones[state ?? ''] ?? 'quiet'}>{t(`cases.state.${state ?? 'open'}`)}</Badge>
      <span className="more row">
        <span>{t('cases.openedBy', { name: name(issuer), date: formats.date(recordedAtMs) })}</span>
        {typeof claims.due === 'string' && (
          <span>{t('cases.dueOn', { date: formats.date(Date.parse(claims.due)) })}</span>
        )}
      </span>
    </Link>
  );
}
