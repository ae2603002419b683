// What a query gives, once it has given it: waiting and trouble look the same on every screen.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Busy } from './show.tsx';
import { Trouble } from './trouble.tsx';

export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (value: T) => ReactNode;
}): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Trouble fault={query.error} onRetry={() => void query.refetch()} />;
  return <Busy />;
}
