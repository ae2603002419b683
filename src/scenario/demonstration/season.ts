// One season of the brand: yarn is chosen, made into three cloths, dyed, and sewn into three styles.
import type { Stock, World } from '../world.ts';
import { styles } from './catalogue.ts';
import { type Component, cloths, dye, makeCloth } from './cloth.ts';
import { type Cut, sew } from './garment.ts';
import type { Places } from './place.ts';
import { send } from './trade.ts';

export interface SeasonYarn {
  ring: Stock[];
  combed: Stock[];
  rotor: Stock[];
}

export interface SeasonPlan {
  /** Two letters or digits that begin every lot name of the season. */
  code: string;
  yarn: SeasonYarn;
  /** Of rotor yarn in jersey; the rest is ring yarn. */
  rotorShareInJersey: number;
}

const batches = { jersey: 10, pique: 8, twill: 6 } as const;

/** Everything the maker sews in the season; the first cut of each style has serialised pieces. */
export function season(told: World, all: Places, plan: SeasonPlan): Cut[] {
  const { ring, combed, rotor } = plan.yarn;
  const share = plan.rotorShareInJersey;
  // Of the five ring yarn lots of a laydown four are knitted and one is woven.
  const [ringKnit, ringWeave] = [ring.slice(0, 4), ring.slice(4)];
  const toKnitter = { to: all.knitter, days: 7 };
  const jersey: Component[] = [
    { yarn: send(told, { from: all.spinnerA, ...toKnitter }, ringKnit), share: 1 - share },
    ...(share === 0
      ? []
      : [{ yarn: send(told, { from: all.spinnerC, ...toKnitter }, rotor.slice(0, 2)), share }]),
  ];
  const pique = [
    {
      yarn: send(
        told,
        { from: all.spinnerB, to: all.knitter, days: 25, carrier: all.carrier },
        combed.slice(0, 3),
      ),
      share: 1,
    },
  ];
  const twill = [
    { yarn: send(told, { from: all.spinnerA, to: all.weaver, days: 2 }, ringWeave), share: 0.45 },
    { yarn: send(told, { from: all.spinnerC, to: all.weaver, days: 2 }, rotor.slice(2)), share: 0.55 },
  ];
  return [
    ...line(told, all, plan, 'tShirt', 'jersey', jersey),
    ...line(told, all, plan, 'polo', 'pique', pique),
    ...line(told, all, plan, 'trousers', 'twill', twill),
  ];
}

const dyedItems = { jersey: 'main', pique: 'second', twill: 'third' } as const;

function line(
  told: World,
  all: Places,
  plan: SeasonPlan,
  styleName: keyof typeof styles,
  clothName: keyof typeof cloths,
  yarns: Component[],
): Cut[] {
  const style = styles[styleName];
  const cloth = cloths[clothName];
  const mill = clothName === 'twill' ? all.weaver : all.knitter;
  const series = `${plan.code}${clothName[0]?.toUpperCase()}`;
  const greige = makeCloth(told, mill, cloth, yarns, batches[clothName], series);
  const atDyer = send(told, { from: mill, to: all.dyer, days: mill === all.weaver ? 8 : 1 }, greige);
  const dyed = dye(told, all.dyer, cloth, dyedItems[clothName], atDyer, series);
  return send(told, { from: all.dyer, to: all.maker, days: 6, carrier: all.carrier }, dyed).map(
    (lot, index) => sew(told, all, style, lot, `${series}${index + 1}`, index === 0),
  );
}
