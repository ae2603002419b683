// One honest chain, farm to shirt, with everything that counting has to get right: a split, a blend, a pallet used as
// an input, and waste that goes back into the yarn it came from.
import { harvest, itemId, lotId, make, pack, pallet, SmallWorld, type Speaker, speaker } from './world.ts';

export interface Chain {
  world: SmallWorld;
  shirt: string;
  farmA: Speaker;
  farmB: Speaker;
  gin: Speaker;
  mill: Speaker;
  maker: Speaker;
  /** Log index of the statement that brings the shirts into being. */
  sewn: number;
}

const at = (place: string) => ({ readPoint: { id: `https://place.example/${place}` } });

export function honestChain(): Chain {
  const world = new SmallWorld();
  const [farmA, farmB, gin, mill, maker] = ['farm-a', 'farm-b', 'gin', 'mill', 'maker'].map((name) =>
    speaker(`https://party.example/${name}`),
  ) as [Speaker, Speaker, Speaker, Speaker, Speaker];
  for (const who of [farmA, farmB, gin, mill, maker])
    world.enrol(who, { custody: who === farmB ? 'custodial' : 'device' });
  world.record(
    world.operator,
    'party',
    { party: gin.party },
    { name: 'Anand Ginning', country: 'IN', region: 'IN-GJ' },
  );
  world.record(
    gin,
    'facility',
    { facility: 'https://place.example/gin', party: gin.party },
    { name: 'Gin 2', country: 'IN', latitude: 22.5 },
  );
  world.record(
    maker,
    'product',
    { product: 'https://id.gs1.org/01/09506000134352' },
    { name: 'Shirt', composition: [{ material: 'cotton', percent: 100 }], care: 'wash cold' },
  );
  world.say(
    farmA,
    [harvest({ A1: 1000 }, at('farm-a'))],
    [{ births: [lotId('A1')], country: 'IN', region: 'IN-GJ' }],
  );
  world.say(
    farmB,
    [harvest({ B1: 500 }, at('farm-b'))],
    [{ births: [lotId('B1')], country: 'PK', region: 'PK-PB' }],
  );
  world.say(
    gin,
    [make({ A1: 600, B1: 400 }, { LINT1: 380, SEED1: 600 }, at('gin')), pack(pallet, { LINT1: 380 })],
    [
      { births: [lotId('LINT1'), lotId('SEED1')], country: 'IN' },
      { births: [pallet], country: 'IN' },
    ],
  );
  world.say(
    mill,
    [
      make({ RECYCLED1: 20 }, { YARN1: 395 }, { inputEPCList: [pallet] }),
      make({ YARN1: 395 }, { FABRIC1: 370, WASTE1: 20 }),
      make({ WASTE1: 20 }, { RECYCLED1: 20 }),
    ],
    [
      { births: [lotId('YARN1')], country: 'TR' },
      { births: [lotId('FABRIC1'), lotId('WASTE1')], country: 'TR' },
      { births: [lotId('RECYCLED1')], country: 'TR' },
    ],
  );
  const sewn = world.say(
    maker,
    [
      make(
        { FABRIC1: 1 },
        {},
        { outputQuantityList: [], outputEPCList: [itemId('1'), itemId('7')], ...at('maker') },
      ),
    ],
    [{ births: [itemId('1'), itemId('7')], country: 'PT' }],
  );
  return { world, shirt: itemId('1'), farmA, farmB, gin, mill, maker, sewn };
}

/** As little as answers a question: for tests that try every byte. */
export function smallChain(): SmallWorld {
  const world = new SmallWorld();
  const farm = speaker('https://party.example/farm');
  world.enrol(farm, { custody: 'custodial' });
  world.record(world.operator, 'party', { party: farm.party }, { name: 'Rana Farm', country: 'IN' });
  world.say(farm, [harvest({ A1: 1000 })], [{ births: [lotId('A1')], country: 'IN' }]);
  world.say(farm, [make({ A1: 600 }, { Z9: 580 })], [{ births: [lotId('Z9')], country: 'IN' }]);
  return world;
}
