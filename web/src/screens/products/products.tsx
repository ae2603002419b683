// All products, and at one look what of each is proven.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { type Product, proofQuery, productsQuery } from '../../api/flow.ts';
import { useMe } from '../../api/me.ts';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { ProofLine } from './proof.tsx';
import './products.css';

const perPage = 12;
/** Lots judged of each product in the list: its own page judges more. */
const lotsInList = 3;

type Search = Readonly<Record<string, string | undefined>>;

export function Products(): ReactNode {
  const { t } = useWords();
  return (
    <Page icon="product" title={t('products.title')} lead={t('products.lead')}>
      <Loaded query={useQuery(productsQuery)}>{(products) => <List products={products} />}</Loaded>
    </Page>
  );
}

function List({ products }: { products: readonly Product[] }): ReactNode {
  const { t } = useWords();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const party = useMe().data?.active?.party ?? null;
  const whose =
    search['whose'] ?? (party !== null && products.some((one) => one.party === party) ? 'own' : 'finished');
  const set = (change: Search): void =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, page: undefined, ...change }),
      replace: true,
    } as Parameters<typeof navigate>[0]);
  const found = useMemo(
    () => filtered(products, { find: search['find'] ?? '', whose, party }),
    [products, search, whose, party],
  );
  const page = Number(search['page'] ?? 0);
  const shown = found.slice(0, (page + 1) * perPage);
  return (
    <>
      <div className="products-tools">
        <TextField
          type="search"
          label={t('products.find')}
          value={search['find'] ?? ''}
          onChange={(event) => set({ find: event.target.value || undefined })}
        />
        <SelectField
          label={t('products.show')}
          value={whose}
          onChange={(event) => set({ whose: event.target.value })}
          options={[
            ...(party === null ? [] : [{ value: 'own', text: t('products.own') }]),
            { value: 'finished', text: t('products.finished') },
            { value: 'all', text: t('products.all') },
          ]}
        />
      </div>
      <p role="status" className="quiet">
        {t('products.count', { count: found.length })}
      </p>
      {found.length === 0 && <Empty icon="product">{t('products.none')}</Empty>}
      <ul className="products-list">
        {shown.map((product) => (
          <li key={product.product}>
            <Row product={product} />
          </li>
        ))}
      </ul>
      {found.length > shown.length && (
        <div>
          <Button kind="second" onClick={() => set({ page: String(page + 1) })}>
            {t('products.more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Finished goods are those of which somebody told what a piece weighs. */
function filtered(
  products: readonly Product[],
  { find, whose, party }: { find: string; whose: string; party: string | null },
): Product[] {
  const text = find.trim().toLowerCase();
  return products
    .filter((one) =>
      whose === 'own' ? one.party === party : whose === 'finished' ? one.netWeightGrams !== null : true,
    )
    .filter((one) =>
      [one.name, one.product, one.category].some((part) => part?.toLowerCase().includes(text) ?? false),
    )
    .sort((a, b) => (a.name ?? a.product).localeCompare(b.name ?? b.product));
}

function Row({ product }: { product: Product }): ReactNode {
  const proof = useQuery(proofQuery(product.product, lotsInList));
  return (
    <Link className="products-row" to={'/products/$id' as never} params={{ id: product.product } as never}>
      <span className="products-name">
        <Icon name="product" />
        <span>
          <b>{product.name ?? product.product}</b>
          <small className="quiet">{product.product.replace(/^.*\/01\/0*/, '')}</small>
        </span>
      </span>
      <ProofLine proof={proof.data} isFailed={proof.isError} />
      <Icon name="next" turns />
    </Link>
  );
}
