// The application's pictures, on pages: decoration, the words beside them say the same.
import { drawings, type IconName } from '../../../design/drawings.ts';
import { type Html, html } from './html.ts';

export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${drawings[name]}"/></svg>`;
}

const ofActs: Readonly<Record<string, IconName>> = {
  grown: 'field',
  ginned: 'gin',
  recycled: 'recycle',
  blended: 'merge',
  spun: 'yarn',
  twisted: 'yarn',
  'yarn-dyed': 'dye',
  knitted: 'knit',
  woven: 'loom',
  finished: 'dye',
  printed: 'print',
  'cut-and-sewn': 'shirt',
  cut: 'split',
  sewn: 'shirt',
  washed: 'dye',
  packed: 'pack',
  repacked: 'pack',
  assembled: 'merge',
  'taken-apart': 'split',
};

/** What is done at a step (src/domain/passport/act.ts). */
export function iconOfAct(act: string): Html {
  return icon(ofActs[act] ?? 'run');
}
