// Where a point of the globe lies on our map: Equal Earth (Šavrič, Patterson, Jenny 2018), turned so that the cut
// runs through the Bering Strait and divides no land. tools/world.ts draws the land with the same constants.

const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
const root3 = Math.sqrt(3);

/** Longitude in the middle of the map. */
export const middleLongitude = 11;
/** Map units per radian; with it the whole world is about 2,000 units wide. */
export const mapScale = 369.5;
/** Map coordinates of longitude 11, latitude 0. */
export const mapMiddle = { x: 1000, y: 500 };

export interface MapPoint {
  x: number;
  y: number;
}

/** Degrees (east and north positive) to map units; y grows downwards, as in SVG. */
export function project(longitude: number, latitude: number): MapPoint {
  const lambda = (wrapped(longitude - middleLongitude) * Math.PI) / 180;
  const theta = Math.asin((root3 / 2) * Math.sin((latitude * Math.PI) / 180));
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  const slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2);
  const x = (2 * lambda * Math.cos(theta)) / (root3 * slope);
  const y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
  return { x: mapMiddle.x + mapScale * x, y: mapMiddle.y - mapScale * y };
}

function wrapped(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}
