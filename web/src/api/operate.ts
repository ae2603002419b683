// What the node tells its operator. Asked again every ten seconds: what is shown changes in its place, and nothing loses the focus.
import { queryOptions } from '@tanstack/react-query';
import { get } from './call.ts';
import type { Answers } from './schema.ts';

const everyMs = 10_000;
/** While a backup is made. */
const oftenMs = 1_000;

export type Operating = Answers['GET /operate'];
export type Backups = Answers['GET /operate/backups'];

export const operatingQuery = queryOptions({
  queryKey: ['operate'],
  queryFn: () => get<Answers['GET /operate']>('/operate'),
  refetchInterval: everyMs,
});

export const backupsQuery = queryOptions({
  queryKey: ['operate', 'backups'],
  queryFn: () => get<Answers['GET /operate/backups']>('/operate/backups'),
  refetchInterval: ({ state }) => (state.data?.underWay == null ? everyMs : oftenMs),
});
