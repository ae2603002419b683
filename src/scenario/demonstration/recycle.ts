// Cutting waste is torn back into fibre: a loop in time, since the fibre goes into a later laydown.
import { transformationEvent } from '../event.ts';
import { lotId } from '../identifier.ts';
import { dayMs, nextHour } from '../site.ts';
import { draw, gramsOf, portionsOf, say, type Stock, type World } from '../world.ts';
import { goodsOf } from './catalogue.ts';
import type { Places } from './place.ts';
import { send } from './trade.ts';

const dustShare = [0.1, 0.14] as const;

/** Takes the cutting waste to the recycler and the fibre to the rotor spinner: the fibre as it lies there. */
export function recycle(told: World, all: Places, offcuts: Stock[]): Stock[] {
  const { maker, recycler, spinnerC, carrier } = all;
  const arrived = send(told, { from: maker, to: recycler, days: 9, carrier }, offcuts);
  const atMs = nextHour(recycler, arrived[0]!.readyMs + 2 * dayMs, 15);
  const inputs = { portions: arrived.map((waste) => draw(waste)) };
  const torn = gramsOf(inputs);
  const dust = Math.round(torn * told.chance.between(...dustShare));
  const fibre = { lot: lotId(goodsOf(recycler, 'main'), 'R26-001'), grams: torn - dust, readyMs: atMs };
  const rest = { lot: lotId(goodsOf(recycler, 'waste'), 'R26-001'), grams: dust };
  const ilmd = { 'tex:recycledSource': 'pre-consumer cutting waste' };
  say(
    told,
    recycler,
    atMs,
    { bizStep: 'creating_class_instance', process: 'fibre-recycling', disposition: 'active' },
    (occasion) => transformationEvent(occasion, inputs, { portions: [...portionsOf([fibre]), rest] }, ilmd),
  );
  return send(told, { from: recycler, to: spinnerC, days: 2 }, [fibre]);
}
