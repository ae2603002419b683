// The rows of the route table for the working day: what a party has, what waits for it, goods that change hands.
import { json, sdJwt } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { postHandover } from './handover.ts';
import { getOwnLot } from './own-lot.ts';
import { getSeen } from './seen.ts';
import { getStock } from './stock.ts';
import { getToday } from './today.ts';

const readers = ['reader', 'party', 'operator'] as const;
const writers = ['party', 'operator'] as const;

export const workRoutes: readonly Route[] = [
  { method: 'GET', path: '/parties/:id/lots', who: readers, gives: [json], handle: getStock },
  { method: 'GET', path: '/parties/:id/lots/:lot', who: readers, gives: [json], handle: getOwnLot },
  { method: 'GET', path: '/parties/:id/seen', who: writers, judges: true, gives: [json], handle: getSeen },
  { method: 'GET', path: '/today', who: writers, gives: [json], handle: getToday },
  {
    method: 'POST',
    path: '/handovers',
    who: writers,
    takes: [json, sdJwt],
    gives: [json],
    handle: postHandover,
  },
];
