// Smallholders bring their cotton to the producer group, which weighs it and speaks for them.
import { objectEvent } from '../event.ts';
import { consign } from '../consignment.ts';
import { lotId } from '../identifier.ts';
import { dayMs, hourMs, nextHour, type Site } from '../site.ts';
import { portionsOf, say, type Stock, type World } from '../world.ts';
import { goodsOf } from './catalogue.ts';

export interface Harvest {
  gin: Site;
  deliveriesPerGroup: number;
  /** Weight of one delivery. */
  lowestGrams: number;
  highestGrams: number;
  growersPerGroup: number;
  variety: string;
}

const seasonOpensMs = Date.UTC(2025, 8, 22);
const seasonDays = 112;
const deliveriesPerLoad = 27;

/** All deliveries of the groups, trucked to the gin: the seed cotton on its yard, oldest first. */
export function harvest(told: World, groups: Site[], plan: Harvest): Stock[] {
  const yard = groups.flatMap((group) => {
    const weighed = deliveries(told, group, plan);
    return loadsOf(weighed).flatMap((load) => truckToGin(told, group, plan.gin, load));
  });
  return yard.sort((one, other) => one.readyMs - other.readyMs);
}

function deliveries(told: World, group: Site, plan: Harvest): Stock[] {
  // A grower is a pseudonym that only the group can resolve: no name, no plot leaves the group.
  const growers = Array.from({ length: plan.growersPerGroup }, () => `G-${told.chance.uuid().slice(0, 8)}`);
  const times = Array.from({ length: plan.deliveriesPerGroup }, () => deliveryTime(told, group)).sort(
    (a, b) => a - b,
  );
  return times.map((atMs, index) => {
    const lot = lotId(goodsOf(group, 'main'), `25-${String(index + 1).padStart(5, '0')}`);
    // The scale of a buying point shows half kilograms.
    const grams = told.chance.whole(plan.lowestGrams / 500, plan.highestGrams / 500) * 500;
    weighIn(told, group, atMs, { lot, grams, readyMs: atMs }, told.chance.pick(growers), plan.variety);
    return { lot, grams, readyMs: atMs };
  });
}

function deliveryTime(told: World, group: Site): number {
  const day = seasonOpensMs + told.chance.whole(0, seasonDays - 1) * dayMs;
  return nextHour(group, day, 7) + told.chance.whole(0, 10 * 60 - 1) * 60_000;
}

function weighIn(
  told: World,
  group: Site,
  atMs: number,
  delivery: Stock,
  grower: string,
  variety: string,
): void {
  const doing = { bizStep: 'creating_class_instance', process: 'farm-production', disposition: 'active' };
  say(told, group, atMs, doing, (occasion) =>
    objectEvent(
      occasion,
      'ADD',
      { portions: portionsOf([delivery]) },
      {
        'tex:grower': grower,
        'tex:variety': variety,
        'tex:picking': 'hand',
        'tex:moisturePercent': told.chance.whole(65, 95) / 10,
      },
    ),
  );
}

function loadsOf(weighed: Stock[]): Stock[][] {
  const loads: Stock[][] = [];
  for (let at = 0; at < weighed.length; at += deliveriesPerLoad)
    loads.push(weighed.slice(at, at + deliveriesPerLoad));
  return loads;
}

function truckToGin(told: World, group: Site, gin: Site, load: Stock[]): Stock[] {
  const fromMs = load.at(-1)!.readyMs + 12 * hourMs;
  const readyMs = consign(told, { from: group, to: gin, fromMs, days: 1 }, { portions: portionsOf(load) });
  return load.map((delivery) => ({ ...delivery, readyMs }));
}
