import type { Links } from './subgraph.ts';

/** The places so ordered that each link leads to a later one, except those that close a loop. */
export interface Order {
  readonly places: Uint32Array;
  /** Positions in the order between which all links lie that lead back; empty where there is no loop. */
  readonly loops: { readonly from: number; readonly to: number };
}

const unseen = 0;
const open = 1;
const done = 2;

/** Orders everything that place 0 links to: depth first, each place before those that it was left for. Iterative. */
export function orderOf(links: Links, size: number): Order {
  const { offsets, neighbours } = links;
  const places = new Uint32Array(size);
  const state = new Uint8Array(size);
  const cursor = offsets.slice(0, size);
  const path = new Uint32Array(size);
  let length = 1;
  let free = size;
  let looping = false;
  state[0] = open;
  while (length > 0) {
    const place = path[length - 1]!;
    const link = cursor[place]!;
    if (link === offsets[place + 1]!) {
      state[place] = done;
      places[--free] = place;
      length--;
      continue;
    }
    cursor[place] = link + 1;
    const next = neighbours[link]!;
    if (state[next] === unseen) {
      state[next] = open;
      path[length++] = next;
    } else if (state[next] === open) looping = true;
  }
  return { places, loops: looping ? loopsIn(links, places) : { from: 0, to: 0 } };
}

function loopsIn(links: Links, places: Uint32Array): { from: number; to: number } {
  const positions = new Uint32Array(places.length);
  places.forEach((place, position) => {
    positions[place] = position;
  });
  let from = places.length;
  let to = 0;
  places.forEach((place, position) => {
    for (let link = links.offsets[place]!; link < links.offsets[place + 1]!; link++) {
      const target = positions[links.neighbours[link]!]!;
      if (target > position) continue;
      from = Math.min(from, target);
      to = Math.max(to, position + 1);
    }
  });
  return { from, to };
}
