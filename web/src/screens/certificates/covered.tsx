// What a new certificate covers: grades, places, work, materials, goods, products.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { productsQuery } from '../../api/flow.ts';
import { packsQuery } from '../../api/trust.ts';
import { facilitiesQuery } from '../../api/work.ts';
import { Choices, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { WishPart } from './new-form.ts';

/** Nothing ticked is all of it; grades are always told. */
export function Covered({ wish, change }: WishPart): ReactNode {
  const { t, has } = useWords();
  const packs = useQuery(packsQuery).data ?? [];
  const places = useQuery(facilitiesQuery).data?.filter(({ party }) => party === wish.holder) ?? [];
  const scheme = packs.find(({ pack }) => pack === wish.scheme);
  const materials = packs.filter(({ kind }) => kind === 'material');
  const listed = (of: 'materials' | 'processes' | 'categories'): { value: string; text: string }[] =>
    materials
      .flatMap((pack) => pack[of] ?? [])
      .map(({ code, title }) => ({
        value: code,
        text: of === 'processes' && has(`capture.process.${code}`) ? t(`capture.process.${code}`) : title,
      }));
  const codes = scheme?.claims?.map(({ code, title }) => ({ value: code, text: title }));
  const several = (
    name: 'sites' | 'processes' | 'materials' | 'categories',
    legend: string,
    options: readonly { value: string; text: string }[],
  ): ReactNode => (
    <details open={wish[name].length > 0}>
      <summary>{wish[name].length === 0 ? t('certificates.coversAll', { what: legend }) : legend}</summary>
      <Choices
        legend={legend}
        several
        options={options}
        chosen={wish[name]}
        onChoose={(chosen) => change({ [name]: chosen })}
      />
    </details>
  );
  return (
    <>
      {codes === undefined ? (
        <TextField
          label={t('certificates.codes')}
          hint={t('certificates.codesHint')}
          value={wish.codes.join(' ')}
          onChange={(event) => change({ codes: event.target.value.split(/\s+/).filter(Boolean) })}
        />
      ) : (
        <Choices
          legend={t('certificates.codes')}
          several
          options={codes}
          chosen={wish.codes}
          onChoose={(chosen) => change({ codes: chosen })}
        />
      )}
      {several(
        'sites',
        t('certificates.sites'),
        places.map(({ id, name }) => ({ value: id, text: name ?? id })),
      )}
      {several('processes', t('certificates.processes'), listed('processes'))}
      {several('materials', t('certificates.materials'), listed('materials'))}
      {several('categories', t('certificates.categories'), listed('categories'))}
      {wish.type !== 'transaction' && (
        <TextField
          label={t('certificates.volume')}
          hint={t('certificates.volumeHint')}
          inputMode="decimal"
          value={wish.volume}
          onChange={(event) => change({ volume: event.target.value })}
          after={<span aria-hidden="true">kg</span>}
        />
      )}
    </>
  );
}

export function Products({ wish, change }: WishPart): ReactNode {
  const { t } = useWords();
  const own = useQuery(productsQuery).data?.filter(({ party }) => party === wish.holder) ?? [];
  return (
    <Choices
      legend={t('certificates.products')}
      several
      options={own.map(({ product, name }) => ({ value: product, text: name ?? product }))}
      chosen={wish.products}
      onChoose={(products) => change({ products })}
    />
  );
}
