// The rows of the route table for chains as flows and for what is proven of products.
import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { getFlow, getProof } from './flow.ts';

const readers = ['reader', 'party', 'operator'] as const;

export const flowRoutes: readonly Route[] = [
  { method: 'GET', path: '/flow/:id', who: 'public-lots', judges: true, gives: [json], handle: getFlow },
  { method: 'GET', path: '/products/:id/proof', who: readers, judges: true, gives: [json], handle: getProof },
];
