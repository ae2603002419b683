// One product: what is proven of it, and its lots, each with its way back to the field.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Product as ProductView, productQuery, type ProductProof, proofQuery } from '../../api/flow.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { wholeKilograms } from '../trace/words.ts';
import './products.css';
import { Lots } from './lots.tsx';
import { Ribbon } from './proof.tsx';

const lotSteps = [12, 50] as const;

export function Product(): ReactNode {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { t } = useWords();
  const product = useQuery(productQuery(id));
  const name = product.data?.name ?? id.replace(/^.*\/01\/0*/, '');
  return (
    <Page icon="product" title={name} lead={product.data?.description ?? undefined}>
      <Loaded query={product}>{(one) => <Told product={one} />}</Loaded>
      <Proof id={id} />
      <div>
        <LinkButton to={'/products' as never} kind="plain" icon="back">
          {t('products.back')}
        </LinkButton>
      </div>
    </Page>
  );
}

function Told({ product }: { product: ProductView }): ReactNode {
  const { t, formats } = useWords();
  const { composition, netWeightGrams } = product;
  const made = composition.map(({ material, percent }) => `${formats.percent(percent / 100)} ${material}`);
  return (
    <Facts
      facts={[
        {
          name: t('products.number'),
          value: <span className="mono">{product.product.replace(/^.*\/01\//, '')}</span>,
        },
        ...(made.length > 0 ? [{ name: t('products.madeOf'), value: formats.list(made) }] : []),
        ...(netWeightGrams !== null
          ? [{ name: t('products.weight'), value: formats.kilograms(netWeightGrams) }]
          : []),
      ]}
    />
  );
}

function Proof({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const [limit, setLimit] = useState<number>(lotSteps[0]);
  const query = useQuery(proofQuery(id, limit));
  return (
    <Loaded query={query}>
      {(proof) => (
        <>
          <Proven proof={proof} />
          <Lots proof={proof} />
          {proof.looked === limit && limit < lotSteps[1] && (
            <div>
              <Button kind="second" onClick={() => setLimit(lotSteps[1])}>
                {t('products.moreLots')}
              </Button>
            </div>
          )}
          <Findings proof={proof} />
        </>
      )}
    </Loaded>
  );
}

function Proven({ proof }: { proof: ProductProof }): ReactNode {
  const { t, formats } = useWords();
  const { share, gramsClaimed, gramsSubstantiated, unweighed } = proof;
  const kilograms = (grams: number | null): string =>
    grams === null ? '–' : formats.kilograms(wholeKilograms(grams));
  const words =
    share === null ? t('products.cannotTell') : t('products.proven', { share: formats.percent(share) });
  const hasClaims = Object.keys(proof.results).length > 0;
  return (
    <Panel
      title={t('products.provenTitle')}
      aside={
        <span className="quiet">
          {t('products.newest', { count: proof.looked, all: formats.number(proof.lots) })}
        </span>
      }
    >
      {!hasClaims && <p>{t('products.noClaimYet')}</p>}
      {hasClaims && (
        <div className="stack">
          <p className="products-headline">{words}</p>
          {share !== null && <Ribbon share={share} label={words} />}
          <Facts
            facts={[
              { name: t('products.claimed'), value: kilograms(gramsClaimed), figure: true },
              { name: t('products.substantiated'), value: kilograms(gramsSubstantiated), figure: true },
              {
                name: t('products.gapsBehind'),
                value: proof.gaps === null ? '–' : formats.number(proof.gaps),
                figure: true,
              },
            ]}
          />
          {unweighed > 0 && <p className="quiet">{t('products.unweighed', { count: unweighed })}</p>}
        </div>
      )}
    </Panel>
  );
}

/** The node's own sentence where the reader may know it, else the code of what it found. */
function Findings({ proof }: { proof: ProductProof }): ReactNode {
  const { t } = useWords();
  if (proof.findings.length === 0) return null;
  return (
    <Panel title={t('products.against')}>
      <ul className="list">
        {proof.findings.map(({ code, lots, detail }) => (
          <li key={code} className="products-finding">
            <Badge tone="bad">{t('products.touches', { count: lots })}</Badge> {detail ?? code}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
