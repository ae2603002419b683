// The part of d3-geo that tools/world.ts and its test use; the package comes without types.
declare module 'd3-geo' {
  export type GeoPermissibleObjects = object;
  export interface GeoProjection {
    (point: [number, number]): [number, number] | null;
    rotate(angles: [number, number]): GeoProjection;
    scale(scale: number): GeoProjection;
    translate(point: [number, number]): GeoProjection;
    precision(precision: number): GeoProjection;
  }
  export interface GeoContext {
    beginPath(): void;
    moveTo(x: number, y: number): void;
    lineTo(x: number, y: number): void;
    arc(x: number, y: number, radius: number, start: number, end: number): void;
    closePath(): void;
  }
  export function geoEqualEarth(): GeoProjection;
  export function geoArea(object: GeoPermissibleObjects): number;
  export function geoCentroid(object: GeoPermissibleObjects): [number, number];
  export function geoPath(
    projection: GeoProjection,
    context: GeoContext,
  ): (object: GeoPermissibleObjects) => void;
}
