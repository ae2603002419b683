import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geoEqualEarth } from 'd3-geo';
import { mapMiddle, mapScale, middleLongitude, project } from './projection.ts';

test('a point lies where the tool that draws the land puts it', () => {
  const reference = geoEqualEarth()
    .rotate([-middleLongitude, 0])
    .scale(mapScale)
    .translate([mapMiddle.x, mapMiddle.y]);
  for (const [longitude, latitude] of [
    [0, 0],
    [11, 89],
    [-168, 65],
    [2.44, 11.3],
    [179, -45],
    [151.2, -33.9],
  ] as const) {
    const [x, y] = reference([longitude, latitude])!;
    const point = project(longitude, latitude);
    assert.ok(Math.hypot(point.x - x, point.y - y) < 0.01, `${longitude} ${latitude}`);
  }
});
