// The board for one product: what it is about, and that there may be nothing.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { productQuery } from '../../api/flow.ts';
import { Button } from '../../design/parts/button.tsx';
import { Badge, Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';

/** What the address asks for. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Who came here from one product sees its claims only, and can take that away. */
export function About({ about, onRemove }: { about: string; onRemove: () => void }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery({ ...productQuery(about), retry: false });
  return (
    <div className="row">
      <Badge icon="product">{t('claims.aboutOnly', { name: data?.name ?? shortName(about) })}</Badge>
      <Button kind="plain" icon="close" onClick={onRemove}>
        {t('claims.aboutAll')}
      </Button>
    </div>
  );
}

/** Of a product of which nothing is claimed that is so; where there are other filters, they may be why. */
export function None({ search }: { search: Search }): ReactNode {
  const { t } = useWords();
  const { about, ...others } = search;
  const isOnly = about !== undefined && Object.values(others).every((one) => one === undefined);
  return <Empty icon="claim">{t(isOnly ? 'claims.noneAbout' : 'claims.none')}</Empty>;
}
