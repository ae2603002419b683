import { json } from '../request/negotiate.ts';
import type { Route } from '../route/route.ts';
import { getBackups, getOperate, postBackup } from './operate.ts';

const operators = ['operator'] as const;

export const operateRoutes: readonly Route[] = [
  { method: 'GET', path: '/operate', who: operators, gives: [json], handle: getOperate },
  { method: 'GET', path: '/operate/backups', who: operators, gives: [json], handle: getBackups },
  { method: 'POST', path: '/operate/backups', who: operators, gives: [json], handle: postBackup },
];
