// Where the places are: land without borders, a dot for each place, arcs as wide as what went between them.
import { type ReactNode, useMemo } from 'react';
import type { MapPoint } from '../../../../design/map/projection.ts';
import world from '../../../../design/map/world.json';
import type { FlowEdge } from '../../api/flow.ts';
import { useWords } from '../../language/words.tsx';
import { Dot } from './dot.tsx';
import type { Handlers, Picked } from './drawing.tsx';
import { Frame } from './frame.tsx';
import type { Merged } from './merge.ts';
import { arcsOf, mapViewOf, reachesOf, signsOf, type Size, type Spot, spotsOf } from './spots.ts';
import { useSame } from './steady.ts';
import { useFlowWords } from './words.ts';

const land = world.land.map(({ path }) => path).join('');
/** Of the map's width. */
const mapShape = 0.8;

interface MapProps {
  flow: Merged;
  picked: Picked;
  handlers: Handlers;
}

export function PlacesMap(props: MapProps): ReactNode {
  const { t } = useWords();
  const spots = useMemo(() => spotsOf(props.flow.nodes, props.flow.edges), [props.flow]);
  if (spots.length === 0) return <p className="quiet">{t('trace.noMap')}</p>;
  return (
    <figure className="flow-places">
      <Frame label={t('trace.mapTitle')} most={8}>
        {({ width, zoom }) => (
          <WorldMap
            {...{ ...props, spots }}
            width={width * zoom}
            height={Math.round(width * mapShape) * zoom}
          />
        )}
      </Frame>
      <figcaption className="quiet">{t('trace.mapCaption')}</figcaption>
    </figure>
  );
}

export function WorldMap(props: MapProps & Size & { spots: readonly Spot[] }): ReactNode {
  const { flow, picked, handlers, spots, width, height } = props;
  const { t } = useWords();
  const { view, arcs, dots } = useShape(flow, spots, { width, height });
  const { box, found } = picked;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of buttons has no element of its own
    <svg
      className="flow-map"
      direction="ltr"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-label={t('trace.mapTitle')}
    >
      <rect className="flow-sea" width={width} height={height} />
      <path
        className="flow-land"
        transform={`scale(${view.scale}) translate(${-view.x} ${-view.y})`}
        d={land}
      />
      {arcs.map(({ edge, path, width: stroke }) => (
        <path
          key={`${edge.from} ${edge.to}`}
          className={arcLook(edge, picked)}
          d={path}
          strokeWidth={stroke}
        />
      ))}
      {dots.map(({ spot, ...dot }) => (
        <Dot
          key={spot.nodes[0]!.key}
          {...{ spot, handlers, ...dot }}
          picked={spot.nodes.find(({ key }) => key === box)?.key}
          isFaded={found !== undefined && !spot.nodes.some(({ key }) => found.has(key))}
        />
      ))}
    </svg>
  );
}

function arcLook({ from, to }: FlowEdge, { box, found }: Picked): string {
  const isFaded = found !== undefined && !found.has(from) && !found.has(to);
  return ['flow-arc', (from === box || to === box) && 'picked', isFaded && 'faded'].filter(Boolean).join(' ');
}

/** Where all stands: worked out anew only for other places or another size. */
function useShape(flow: Merged, spots: readonly Spot[], { width, height }: Size) {
  const words = useFlowWords();
  const named = spots.map(({ nodes: [first] }) => words.stage(first!.stage, first!.work[0] ?? null));
  const stages = useSame(named, named.join());
  return useMemo(() => {
    const view = mapViewOf(spots, { width, height });
    const at = ({ x, y }: MapPoint): MapPoint => ({
      x: (x - view.x) * view.scale,
      y: (y - view.y) * view.scale,
    });
    const points = spots.map(at);
    const reaches = reachesOf(points);
    const signs = signsOf(
      points.map((point, index) => ({ ...point, text: stages[index]! })),
      { width, height },
    );
    const dots = spots.map((spot, index) => ({
      ...points[index]!,
      ...{ spot, stage: stages[index]!, reach: reaches[index]!, sign: signs[index] },
    }));
    return { view, dots, arcs: arcsOf(flow.edges, spots, at) };
  }, [spots, stages, flow, width, height]);
}
