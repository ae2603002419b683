// Who sees which rooms of the application. What is not listed here for a person is still refused by the node: this is only what is shown.
import type { Me, PersonRole } from '../api/me.ts';
import type { IconName } from '../design/icon.tsx';

export interface Area {
  /** Key of its name: `shell.area.<id>`. */
  readonly id: string;
  readonly to: string;
  readonly icon: IconName;
  readonly group: 'work' | 'chain' | 'trust' | 'node';
  /** Shown to these; absent = to everybody, without signing in too. */
  readonly who?: readonly PersonRole[];
  /** Of these, shown only where this is so. */
  readonly when?: (known: Known) => boolean;
}

/** What is known of the party that somebody acts for. */
export interface Known {
  readonly isAccredited: boolean;
}

const members = ['manager', 'clerk', 'viewer'] as const;
const writers = ['manager', 'clerk'] as const;
const readers = [...members, 'operator', 'reader'] as const;

export const areas: readonly Area[] = [
  { id: 'today', to: '/today', icon: 'today', group: 'work', who: members },
  {
    id: 'review',
    to: '/review',
    icon: 'verify',
    group: 'work',
    who: members,
    when: ({ isAccredited }) => isAccredited,
  },
  { id: 'capture', to: '/capture', icon: 'record', group: 'work', who: writers },
  { id: 'lots', to: '/lots', icon: 'lots', group: 'work', who: members },
  { id: 'upload', to: '/upload', icon: 'upload', group: 'work', who: writers },
  { id: 'queue', to: '/queue', icon: 'queue', group: 'work', who: writers },
  { id: 'products', to: '/products', icon: 'product', group: 'chain', who: readers },
  { id: 'claims', to: '/claims', icon: 'claim', group: 'chain', who: readers },
  { id: 'suppliers', to: '/suppliers', icon: 'supplier', group: 'chain', who: readers },
  { id: 'certificates', to: '/certificates', icon: 'certificate', group: 'trust', who: readers },
  { id: 'cases', to: '/cases', icon: 'case', group: 'trust', who: readers },
  { id: 'seen', to: '/seen', icon: 'eye', group: 'trust', who: members },
  { id: 'search', to: '/search', icon: 'search', group: 'trust' },
  { id: 'log', to: '/log', icon: 'log', group: 'trust' },
  { id: 'verify', to: '/verify', icon: 'verify', group: 'trust' },
  { id: 'people', to: '/people', icon: 'people', group: 'node', who: ['manager', 'operator'] },
  { id: 'operate', to: '/operate', icon: 'operate', group: 'node', who: ['operator'] },
  { id: 'settings', to: '/settings', icon: 'settings', group: 'node' },
];

export function areasFor(me: Me | undefined, known: Known): readonly Area[] {
  const role = me?.active?.role;
  return areas
    .filter(({ who }) => who === undefined || (role !== undefined && who.includes(role)))
    .filter(({ when }) => when === undefined || when(known));
}
