// Drawing and map as they are taken away: whole, nothing picked, the same on every screen, be it a phone that shows a list instead.
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { Drawing, type Handlers } from './drawing.tsx';
import { WorldMap } from './map.tsx';
import type { Merged } from './merge.ts';
import { svgOf } from './picture.ts';
import { usePointing } from './pointing.ts';
import { spotsOf } from './spots.ts';

export interface Pictures {
  readonly drawing: string;
  /** Undefined where no place is known well enough. */
  readonly map: string | undefined;
}

const width = 820;
const mapSize = { width, height: 480 };
const nothing = { box: undefined, found: undefined };

export function OffPage(props: {
  flow: Merged;
  title: string;
  onReady: (pictures: Pictures) => void;
}): ReactNode {
  const { flow, title, onReady } = props;
  const pointing = usePointing();
  const handlers = useMemo<Handlers>(() => ({ onPick: () => {}, pointing }), [pointing]);
  const spots = useMemo(() => spotsOf(flow.nodes, flow.edges), [flow]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const svg = (name: string): SVGSVGElement | null => place.current!.querySelector(name);
    const map = svg('.flow-map');
    onReady({
      drawing: svgOf(svg('.flow')!, title),
      map: map === null ? undefined : svgOf(map, title),
    });
  }, [title, onReady]);
  return (
    <div ref={place} hidden>
      <Drawing {...{ flow, width, title, handlers }} zoom={1} picked={nothing} />
      {spots.length > 0 && <WorldMap {...{ flow, spots, handlers, ...mapSize }} picked={nothing} />}
    </div>
  );
}
