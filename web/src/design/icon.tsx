// Pictures for things, so that nobody has to read to find their way. Drawn for 24 by 24, in the colour of the text around them.
import type { ReactNode } from 'react';
import { drawings, type IconName } from '../../../design/drawings.ts';

export type { IconName } from '../../../design/drawings.ts';

/** Decoration: the words beside it say the same. Without words beside it, give `label`. */
export function Icon({ name, label, turns }: { name: IconName; label?: string; turns?: boolean }): ReactNode {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden where words stand beside it, labelled where not
    <svg className={turns ? 'icon turns' : 'icon'} viewBox="0 0 24 24" {...named}>
      <path d={drawings[name]} />
    </svg>
  );
}
