// A new certificate, by whoever is accredited: by type, signed by the node in the certifier's name.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/call.ts';
import { type Certificate, packsQuery, reviewQuery, say, trustChanged } from '../../api/trust.ts';
import { certificateQuery } from '../../api/trust.ts';
import { partiesQuery, useParty } from '../../api/work.ts';
import { Choices, SelectField, TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { idOf } from '../../offline/attempt.ts';
import { useDraft } from '../../offline/draft.ts';
import { NoParty } from '../../shell/no-party.tsx';
import { CallForm } from '../account/form.tsx';
import { Covered, Products } from './covered.tsx';
import { claimsOf, emptyPaper, missingIn, type PaperWish, type WishPart } from './new-form.ts';
import { TransactionFields } from './transaction.tsx';
import './certificates.css';

export function NewCertificate(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const { from } = useSearch({ strict: false }) as { from?: string };
  const before = useQuery({ ...certificateQuery(from ?? ''), enabled: from !== undefined });
  const isReady = from === undefined || before.data !== undefined || before.isError;
  return (
    <Page icon="certificate" title={t('certificates.new')} lead={t('certificates.newLead')}>
      {party === null ? (
        <NoParty>{t('claims.noParty')}</NoParty>
      ) : isReady ? (
        <Form key={party + (from ?? '')} party={party} before={before.data?.claims} />
      ) : (
        <Busy />
      )}
    </Page>
  );
}

/** One that goes on from another begins with what that one says. */
function wishOf(before: Certificate | undefined, nowMs: number): PaperWish {
  const empty = emptyPaper(nowMs);
  if (before === undefined) return empty;
  const listed = (codes: readonly string[]): readonly string[] => codes.filter((code) => code !== '*');
  const { type, scheme, holder, sites, processes, categories, materials, codes } = before;
  return {
    ...{ ...empty, type, scheme, holder, codes: listed(codes), sites: listed(sites) },
    ...{ processes: listed(processes), categories: listed(categories), materials: listed(materials) },
  };
}

function Form({ party, before }: { party: string; before: Certificate | undefined }): ReactNode {
  const { t, language } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [first] = useState(() => wishOf(before, Date.now()));
  const draft = useDraft<PaperWish>(`certificate:${party}:${before?.certificate ?? ''}`, first);
  const review = useQuery(reviewQuery(party));
  const { value: wish } = draft;
  const change = (part: Partial<PaperWish>): void => draft.set((now) => ({ ...now, ...part }));
  const missing = missingIn(wish, language);
  const send = async (): Promise<void> => {
    if (missing.length > 0)
      throw new Problem(422, [{ code: 'PAPER_INCOMPLETE', detail: t('certificates.incomplete') }]);
    const id = await draft.send(async (attempt) => {
      await say('certificates', claimsOf(wish, idOf(attempt), language), attempt);
      return idOf(attempt);
    });
    await trustChanged(client);
    await navigate({ to: '/certificates/$id', params: { id } });
  };
  if (!draft.isReady) return <Busy />;
  const accreditations = review.data?.accreditations.filter(({ counts }) => counts) ?? [];
  return (
    <>
      {review.data !== undefined && accreditations.length === 0 && (
        <Note tone="warn">
          <p>{t('certificates.notAccreditedYou')}</p>
        </Note>
      )}
      <Panel>
        <CallForm onSend={send} button={t('certificates.sign')} icon="certificate" draft={draft}>
          <Basics
            party={party}
            wish={wish}
            change={change}
            schemes={[...new Set(accreditations.flatMap((one) => one.schemes))]}
          />
          <Covered wish={wish} change={change} />
          {wish.type === 'product' && <Products wish={wish} change={change} />}
          {wish.type === 'transaction' && <TransactionFields party={party} wish={wish} change={change} />}
        </CallForm>
      </Panel>
    </>
  );
}

const types = ['scope', 'transaction', 'product', 'facility'] as const;

function Basics({
  party,
  wish,
  change,
  schemes,
}: WishPart & { party: string; schemes: readonly string[] }): ReactNode {
  const { t } = useWords();
  const packs = useQuery(packsQuery).data?.filter(({ kind }) => kind === 'scheme') ?? [];
  const parties = useQuery(partiesQuery).data?.filter(({ id }) => id !== party) ?? [];
  const choose = { value: '', text: t('claims.choose') };
  const all = schemes.includes('*') ? packs.map(({ pack }) => pack) : schemes;
  const title = (scheme: string): string => packs.find(({ pack }) => pack === scheme)?.title ?? scheme;
  return (
    <>
      <Choices
        legend={t('certificates.type')}
        options={types.map((value) => ({
          value,
          text: t(`papers.type.${value}`),
          more: t(`certificates.typeMore.${value}`),
        }))}
        chosen={[wish.type]}
        onChoose={([type]) => change({ type: type ?? 'scope' })}
      />
      <SelectField
        label={t('certificates.scheme')}
        required
        value={wish.scheme}
        onChange={(event) => change({ scheme: event.target.value, codes: [] })}
        options={[choose, ...all.map((value) => ({ value, text: title(value) }))]}
      />
      <SelectField
        label={t('certificates.holder')}
        required
        value={wish.holder}
        onChange={(event) => change({ holder: event.target.value, sites: [] })}
        options={[choose, ...parties.map(({ id, name }) => ({ value: id, text: name ?? id }))]}
      />
      <TextField
        label={t('certificates.number')}
        value={wish.number}
        onChange={(event) => change({ number: event.target.value })}
      />
      <TextField
        type="date"
        label={t('certificates.validFrom')}
        required
        value={wish.from}
        onChange={(event) => change({ from: event.target.value })}
      />
      <TextField
        type="date"
        label={t('certificates.validUntil')}
        required
        value={wish.until}
        onChange={(event) => change({ until: event.target.value })}
      />
    </>
  );
}
