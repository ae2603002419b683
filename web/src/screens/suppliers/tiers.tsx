// How much of the chain has joined and tells of itself, tier by tier: strips of cloth with the same in words.
import { type ReactNode, useId } from 'react';
import type { Supplier, Suppliers, Tier, ToldGrams } from '../../api/trust.ts';
import { Badge, Empty, Panel, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Weaves } from '../trace/weaves.tsx';
import './suppliers.css';

const tellers = ['device', 'custodial', 'other', 'nobody'] as const;
/** Indigo for an own key, flax for a key held for them, madder for the word of others. */
const weaves: Readonly<Record<(typeof tellers)[number], number>> = {
  device: 0,
  custodial: 2,
  other: 1,
  nobody: 0,
};

export function Tiers({ suppliers }: { suppliers: Suppliers }): ReactNode {
  const { t } = useWords();
  const { tiers, lots, looked } = suppliers;
  return (
    <Panel title={t('suppliers.coverage')}>
      {tiers.length === 0 ? (
        <Empty icon="supplier">{t('suppliers.noChain')}</Empty>
      ) : (
        <div className="stack">
          <p className="quiet">{t('suppliers.looked', { count: lots, looked })}</p>
          <Key isWhole={tiers.some(({ grams }) => grams !== null)} />
          <ol className="tiers">
            {tiers.map((tier) => (
              <li className="tier" key={tier.tier}>
                <OneTier tier={tier} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </Panel>
  );
}

function OneTier({ tier }: { tier: Tier }): ReactNode {
  const { t, formats } = useWords();
  const { suppliers, joined, recording, grams, share, member } = tier;
  return (
    <>
      <span className="which">{t('suppliers.tier', { number: formats.number(tier.tier) })}</span>
      <div className="told">
        <div className="row">
          <b>{t('suppliers.recordingOf', { count: suppliers, recording })}</b>
          <span className="quiet">{t('suppliers.joinedOf', { count: suppliers, joined })}</span>
        </div>
        {grams === null ? share !== null && <Strip parts={ofShare(share)} /> : <Strip parts={grams} />}
        <span>
          {share === null
            ? t('suppliers.notWeighed')
            : t('suppliers.share', { share: formats.percent(share) })}
        </span>
        <details>
          <summary>{t('suppliers.who', { count: suppliers })}</summary>
          <ul className="list">
            {member.map((one, at) => (
              <li key={one.party ?? at} className="line">
                <One supplier={one} />
              </li>
            ))}
          </ul>
        </details>
      </div>
    </>
  );
}

/** Where kilograms are not shown: told by themselves, and not. */
function ofShare(share: number): ToldGrams {
  return { device: share, custodial: 0, other: 1 - share, nobody: 0 };
}

function Strip({ parts }: { parts: ToldGrams }): ReactNode {
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  const whole = tellers.reduce((sum, name) => sum + parts[name], 0);
  if (whole === 0) return null;
  let from = 0;
  return (
    <svg className="tier-strip" aria-hidden="true" viewBox="0 0 1000 22" preserveAspectRatio="none">
      <Weaves prefix={prefix} />
      {tellers.map((name) => {
        const width = (parts[name] / whole) * 1000;
        const x = from;
        from += width;
        return <rect key={name} x={x} width={width} height="22" {...fill(prefix, name)} />;
      })}
    </svg>
  );
}

function fill(prefix: string, name: (typeof tellers)[number]): { className?: string; fill?: string } {
  return name === 'nobody' ? { className: 'nobody' } : { fill: `url(#${prefix}${weaves[name]})` };
}

/** Below full sight only what is told by the makers, and what is not. */
function Key({ isWhole }: { isWhole: boolean }): ReactNode {
  const { t } = useWords();
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  return (
    <ul className="tier-key">
      {(isWhole ? tellers : (['device', 'other'] as const)).map((name) => (
        <li key={name}>
          <svg className="tier-strip-key" viewBox="0 0 14 14" aria-hidden="true">
            <Weaves prefix={`${prefix}${name}`} />
            <rect width="14" height="14" {...fill(`${prefix}${name}`, name)} />
          </svg>
          {t(isWhole ? `suppliers.told.${name}` : `suppliers.toldShort.${name}`)}
        </li>
      ))}
    </ul>
  );
}

const tones: Readonly<Record<Supplier['state'], Tone>> = { recording: 'good', joined: 'info', told: 'warn' };

function One({ supplier }: { supplier: Supplier }): ReactNode {
  const { t, formats } = useWords();
  const { party, name, country, stages, state, grams } = supplier;
  const kilograms = grams === null ? null : tellers.reduce((sum, teller) => sum + grams[teller], 0);
  return (
    <>
      <span className="what">{name ?? party ?? t('suppliers.unnamed')}</span>
      <span className="more row">
        {stages.map((stage) => (
          <span key={stage}>{t(`trace.stage.${stage}`)}</span>
        ))}
        {country !== null && <span>{formats.country(country)}</span>}
        {kilograms !== null && <span className="amount">{formats.kilograms(kilograms)}</span>}
      </span>
      <Badge tone={tones[state]}>{t(`suppliers.state.${state}`)}</Badge>
    </>
  );
}
