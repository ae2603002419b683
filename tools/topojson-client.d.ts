// The part of topojson-client that tools/world.ts uses; the package is installed only to draw the map anew.
declare module 'topojson-client' {
  export type GeometryCollection = object;
  export interface Topology {
    objects: Record<string, object>;
  }
  export function feature(
    topology: Topology,
    objects: GeometryCollection,
  ): { features: readonly object[] } & object;
}
