// A new claim: chosen step by step, with the verdict that it would get beside it before anybody says it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Problem } from '../../api/call.ts';
import { productsQuery } from '../../api/flow.ts';
import { type Pack, packsQuery, type Rule, say, trustChanged } from '../../api/trust.ts';
import { stockPage, stockPath, useParty } from '../../api/work.ts';
import { Choices, SelectField, TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Panel } from '../../design/parts/show.tsx';
import { readThousandths } from '../../language/digits.ts';
import { useWords } from '../../language/words.tsx';
import { idOf } from '../../offline/attempt.ts';
import { useDraft } from '../../offline/draft.ts';
import { NoParty } from '../../shell/no-party.tsx';
import { CallForm } from '../account/form.tsx';
import { Live } from './live.tsx';
import './claims.css';

interface Wish {
  of: 'product' | 'lots';
  product: string;
  lots: readonly string[];
  scheme: string;
  code: string;
  model: string;
  /** As typed, in percent. */
  share: string;
  text: string;
  until: string;
}

const empty: Wish = {
  ...{
    of: 'product',
    product: '',
    lots: [],
    scheme: '',
    code: '',
    model: '',
    share: '',
    text: '',
    until: '',
  },
};

export function NewClaim(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  return (
    <Page icon="claim" title={t('claims.new')} lead={t('claims.newLead')}>
      {party === null ? <NoParty>{t('claims.noParty')}</NoParty> : <Form key={party} party={party} />}
    </Page>
  );
}

function Form({ party }: { party: string }): ReactNode {
  const { t, language } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useDraft<Wish>(`claim:${party}`, empty);
  const packs = useQuery(packsQuery);
  const { value: wish } = draft;
  const schemes = (packs.data ?? []).filter(({ kind }) => kind === 'scheme');
  const rule = schemes
    .find(({ pack }) => pack === wish.scheme)
    ?.claims?.find(({ code }) => code === wish.code);
  const claims = rule === undefined ? undefined : claimsOf(wish, language);
  const send = async (): Promise<void> => {
    if (claims === undefined)
      throw new Problem(422, [{ code: 'CLAIM_INCOMPLETE', detail: t('claims.incomplete') }]);
    const said = await draft.send((attempt) => say('claims', { ...claims, claim: idOf(attempt) }, attempt));
    await trustChanged(client);
    await navigate({ to: '/claims/$id', params: { id: said.id ?? '' } });
  };
  if (!draft.isReady) return <Busy />;
  return (
    <div className="two">
      <Panel>
        <CallForm onSend={send} button={t('claims.say')} icon="claim" draft={draft}>
          <What
            party={party}
            wish={wish}
            onChange={(change) => draft.set((now) => ({ ...now, ...change }))}
          />
          <Under
            schemes={schemes}
            rule={rule}
            wish={wish}
            onChange={(change) => draft.set((now) => ({ ...now, ...change }))}
          />
        </CallForm>
      </Panel>
      <Live claims={claims} />
    </div>
  );
}

interface Part {
  wish: Wish;
  onChange: (change: Partial<Wish>) => void;
}

function What({ party, wish, onChange }: Part & { party: string }): ReactNode {
  const { t } = useWords();
  const products = useQuery(productsQuery).data?.filter((one) => one.party === party) ?? [];
  const stock = useQuery({
    queryKey: ['lots', 'claimable', party],
    queryFn: () => stockPage(stockPath(party, { state: 'all', search: '' }, 50)),
    enabled: wish.of === 'lots',
  });
  const lots = (stock.data?.member ?? []).filter(({ kind }) => kind !== 'unit');
  return (
    <>
      <Choices
        legend={t('claims.about')}
        options={[
          { value: 'product', text: t('claims.aboutProduct') },
          { value: 'lots', text: t('claims.aboutLots') },
        ]}
        chosen={[wish.of]}
        onChoose={([of]) => onChange({ of: of as Wish['of'] })}
      />
      {wish.of === 'product' ? (
        <SelectField
          label={t('claims.product')}
          required
          value={wish.product}
          onChange={(event) => onChange({ product: event.target.value })}
          options={[
            { value: '', text: t('claims.choose') },
            ...products.map(({ product, name }) => ({ value: product, text: name ?? product })),
          ]}
        />
      ) : (
        <Choices
          legend={t('claims.aboutLots')}
          several
          options={lots.map(({ id, productName }) => ({
            value: id,
            text: productName ?? id,
            more: shortLot(id),
          }))}
          chosen={wish.lots}
          onChoose={(chosen) => onChange({ lots: chosen })}
        />
      )}
    </>
  );
}

function shortLot(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function Under(props: Part & { schemes: readonly Pack[]; rule: Rule | undefined }): ReactNode {
  const { t, formats } = useWords();
  const { schemes, rule, wish, onChange } = props;
  const rules = schemes.find(({ pack }) => pack === wish.scheme)?.claims ?? [];
  const choose = { value: '', text: t('claims.choose') };
  const [low, high] = [rule?.minSharePpm?.value, rule?.maxSharePpm?.value ?? 1_000_000];
  const share = (ppm: number): string => formats.percent(ppm / 1_000_000);
  return (
    <>
      <SelectField
        label={t('claims.scheme')}
        required
        value={wish.scheme}
        onChange={(event) => onChange({ scheme: event.target.value, code: '', model: '' })}
        options={[choose, ...schemes.map(({ pack, title }) => ({ value: pack, text: title }))]}
      />
      <SelectField
        label={t('claims.code')}
        required
        value={wish.code}
        onChange={(event) => onChange({ code: event.target.value, model: '' })}
        options={[choose, ...rules.map(({ code, title }) => ({ value: code, text: title }))]}
      />
      {rule !== undefined && (
        <Choices
          legend={t('claims.modelAsk')}
          options={rule.models.map((value) => ({
            value,
            text: t(`claims.model.${value}`),
            more: t(`claims.modelMore.${value}`),
          }))}
          chosen={[wish.model]}
          onChoose={([model]) => onChange({ model: model ?? '' })}
        />
      )}
      <TextField
        label={t('claims.share')}
        {...(low !== undefined && { hint: t('claims.shareHint', { low: share(low), high: share(high) }) })}
        required
        inputMode="decimal"
        value={wish.share}
        onChange={(event) => onChange({ share: event.target.value })}
        after={<span aria-hidden="true">%</span>}
      />
      <TextField
        label={t('claims.text')}
        hint={t('claims.textHint')}
        value={wish.text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <TextField
        type="date"
        label={t('claims.untilAsk')}
        value={wish.until}
        onChange={(event) => onChange({ until: event.target.value })}
      />
    </>
  );
}

/** Undefined while something is missing. */
function claimsOf(wish: Wish, language: string): Record<string, unknown> | undefined {
  const thousandths = readThousandths(wish.share, language);
  const isChosen = wish.of === 'product' ? wish.product !== '' : wish.lots.length > 0;
  if (!isChosen || wish.model === '' || thousandths === null || thousandths > 100_000) return undefined;
  return {
    ...{ scheme: wish.scheme, code: wish.code, model: wish.model, restsOn: [], countries: [] },
    sharePpm: thousandths * 10,
    ...(wish.of === 'product' ? { product: wish.product, lots: [] } : { lots: wish.lots }),
    ...(wish.text === '' ? {} : { text: wish.text }),
    ...(wish.until === '' ? {} : { validUntil: `${wish.until}T23:59:59Z` }),
  };
}
