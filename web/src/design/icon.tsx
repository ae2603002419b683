// Pictures for things, so that nobody has to read to find their way. Drawn for 24 by 24, in the colour of the text around them.
import type { ReactNode } from 'react';

const drawings = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M8 17h6',
  record: 'M12 5v14M5 12h14',
  run: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  ship: 'M3 6h11v10H3zM14 9h4l3 4v3h-7zM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  receive: 'M4 13v7h16v-7M12 3v11M8 10l4 4 4-4',
  split: 'M12 3v7M12 10l-6 5v6M12 10l6 5v6',
  merge: 'M12 21v-7M12 14L6 9V3M12 14l6-5V3',
  pack: 'M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9',
  correct: 'M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3M4 4h6',
  lots: 'M4 7h16M4 12h16M4 17h16M8 4v16M16 4v16',
  bale: 'M4 7h16v10H4zM8 7v10M16 7v10M4 12h16',
  field: 'M12 21V9M12 13c-4 0-6-2-6-6 4 0 6 2 6 6zM12 10c0-4 2-6 6-6 0 4-2 6-6 6zM4 21h16',
  gin: 'M12 12m-8 0a8 8 0 1 0 16 0 8 8 0 1 0-16 0M12 4v16M4 12h16M6.5 6.5l11 11M17.5 6.5l-11 11',
  yarn: 'M8 3h8M8 21h8M9 3l-2 18M15 3l2 18M8 7h8M7.6 11h8.8M7.2 15h9.6',
  loom: 'M3 5h18M3 19h18M6 5v14M10 5v14M14 5v14M18 5v14M3 10h18M3 14h18',
  dye: 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 14a3 3 0 0 0 3 3',
  shirt: 'M8 4l-5 3 2 4 2-1v10h10V10l2 1 2-4-5-3a4 4 0 0 1-8 0z',
  upload: 'M4 16v4h16v-4M12 16V4M8 8l4-4 4 4',
  download: 'M4 16v4h16v-4M12 4v12M8 12l4 4 4-4',
  queue: 'M5 4h14v4H5zM5 10h14v4H5zM5 16h14v4H5z',
  eye: 'M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  trace:
    'M5 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM19 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM7 7c6 0 4 5 10 5M7 17c6 0 4-5 10-5',
  recall: 'M4 9l4-4M4 9l4 4M4 9h9a6 6 0 0 1 0 12h-3',
  product: 'M3 12l9-9h8v8l-9 9zM15.5 8.5h.01',
  claim: 'M12 3l8 3v6c0 5-3 8-8 9-5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  certificate: 'M5 3h14v12H5zM8 7h8M8 10h5M10 15v6l2-1.5L14 21v-6',
  case: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  supplier: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M17 8v6M14 11h6',
  people: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17 14c3 0 4 3 4 6',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21',
  log: 'M5 3h14v18H5zM8 7h8M8 11h8M8 15h5',
  verify: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6',
  place: 'M12 21c5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2 6 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  operate: 'M4 5h16v5H4zM4 14h16v5H4zM8 7.5h.01M8 16.5h.01',
  key: 'M8 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11h9M17 11v4M20 11v3',
  anchor: 'M12 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 7v14M5 12c0 5 3 8 7 9 4-1 7-4 7-9M8 11h8',
  settings:
    'M4 7h10M18 7h2M4 17h2M10 17h10M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  good: 'M4 12l5 5L20 6',
  bad: 'M6 6l12 12M18 6L6 18',
  warn: 'M12 4v10M12 19h.01',
  unknown: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18h.01',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10',
  camera: 'M3 7h4l2-3h6l2 3h4v12H3zM12 16a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  next: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  more: 'M6 9l6 6 6-6',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  offline:
    'M3 3l18 18M8.5 12.5a6 6 0 0 1 3-1.4M5 9a11 11 0 0 1 4-2.3M13 6a11 11 0 0 1 6 3M15 12a6 6 0 0 1 1 .8M12 18h.01',
  language:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z',
  share:
    'M6 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 11l8-4M8 13l8 4',
  print: 'M7 8V3h10v5M5 8h14v8h-3M8 16H5V8M8 13h8v8H8z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  scale: 'M12 4v16M7 20h10M5 8h14M5 8l-3 6h6zM19 8l-3 6h6z',
  photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
} as const;

export type IconName = keyof typeof drawings;

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
