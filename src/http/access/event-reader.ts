// As whom a caller asks for events; what that shows is decided in domain/statement/sight.ts.
import type { EventReader } from '../../domain/statement/sight.ts';
import type { Caller } from './role.ts';

/** Undefined: nobody without a key is shown an event. */
export function eventReaderOf({ role, party, level }: Caller): EventReader | undefined {
  if (role === 'operator') return { level: 'full' };
  if (role === 'reader') return { level };
  return role === 'party' && party !== null ? { party } : undefined;
}
