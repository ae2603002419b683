// The rows of the route table for records: three for each kind, all with the same handlers.
import { json, sdJwt } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { getRecord, getRecords } from './find.ts';
import { isWhollyOpen, recordNouns } from './noun.ts';
import { postRecord } from './say.ts';

const readers = ['reader', 'party', 'operator'] as const;
const sayers = { parties: ['party', 'operator'], operator: ['operator'] } as const;

export const recordRoutes: readonly Route[] = recordNouns.flatMap((noun): Route[] => [
  {
    method: 'POST',
    path: `/${noun.noun}`,
    who: sayers[noun.said],
    takes: [json],
    gives: [json],
    handle: (call) => postRecord(call, noun),
  },
  {
    method: 'GET',
    path: `/${noun.noun}`,
    who: readers,
    gives: [json],
    handle: (call) => getRecords(call, noun),
  },
  {
    method: 'GET',
    path: `/${noun.noun}/:id`,
    who: readers,
    gives: isWhollyOpen(noun.kind) ? [json, sdJwt] : [json],
    handle: (call) => getRecord(call, noun),
  },
]);
