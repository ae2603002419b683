// Tries a cheat: everybody looks at every scene of it, and what they find is held against what is promised.
import {
  type Catch,
  type Catcher,
  type CatcherName,
  type Cheat,
  type Moment,
  moments,
  type Scene,
} from './cheat.ts';
import { chain } from './catcher/chain.ts';
import { mirror } from './catcher/mirror.ts';
import { nextStart } from './catcher/next-start.ts';
import { fileAndPolicy, oneFile, twoFiles } from './catcher/shopper.ts';
import { witness } from './catcher/witness.ts';
import { ids } from './ground/beginning.ts';
import { type Beginning, type Ground, openGround } from './ground/ground.ts';
import { type Checked, checkProof, type Proof } from './proof/proof.ts';

export interface Caught extends Omit<Catch, 'proof'> {
  readonly by: CatcherName;
  readonly when: Moment;
  /** When there was first something that convicts the operator before others; null: never. */
  readonly provenWhen: Moment | null;
  readonly proof: Proof | null;
  /** How the proof fares with a stranger who has only the log's verifier key. */
  readonly checked: Checked | null;
}

export interface Tried {
  readonly name: string;
  readonly title: string;
  readonly story: string;
  readonly promised: Cheat['promised'];
  readonly would: string | null;
  readonly caught: readonly Caught[];
  /** The log's verifier key, by which the proofs are checked. */
  readonly log: string;
  /** Who cannot look on this machine, and why. */
  readonly absent: readonly { readonly by: CatcherName; readonly why: string }[];
  /** What is not as promised; empty where all is. */
  readonly problems: readonly string[];
}

/** The witness signs before the files are made, and the chain takes the head before: so files bear what they can. */
function catchersOf(ground: Ground): Catcher[] {
  return [
    witness(ground),
    chain(ground),
    oneFile(ground),
    fileAndPolicy(ground),
    twoFiles(ground, [ids.yarnOne, ids.delivery]),
    mirror('mirror', ground.mirrors.blind),
    mirror('mirror with bodies', ground.mirrors.seeing),
    nextStart(ground),
  ];
}

/** Plays the cheat on a copy of the beginning. Throws where the machinery broke. */
export async function tryCheat(cheat: Cheat, beginning: Beginning): Promise<Tried> {
  const ground = await openGround(beginning);
  try {
    const catchers = catchersOf(ground);
    const found = new Map<CatcherName, Caught>();
    await cheat.play(ground, async (scene) => {
      for (const catcher of catchers) await lookOn(catcher, scene, ground.vkey, found);
    });
    const caught = [...found.values()];
    const absent = catchers.flatMap(({ name, absent: why }) =>
      why === undefined ? [] : [{ by: name, why }],
    );
    const { name, title, story, promised, would = null } = cheat;
    const problems = problemsOf(cheat, caught, new Set(absent.map(({ by }) => by)));
    return { name, title, story, promised, would, caught, log: ground.vkey, absent, problems };
  } finally {
    await ground.close();
  }
}

/** Whoever can convict the operator has no more to find; the others look on. */
async function lookOn(
  catcher: Catcher,
  scene: Scene,
  vkey: string,
  found: Map<CatcherName, Caught>,
): Promise<void> {
  const before = found.get(catcher.name);
  if (catcher.absent !== undefined || before?.checked?.convicts === true) return;
  const caught = await catcher.look(scene);
  if (caught === null) return;
  const checked = caught.proof && checkProof(caught.proof, vkey);
  if (before !== undefined && checked?.convicts !== true) return;
  const first = before ?? { ...caught, by: catcher.name, when: scene.when };
  const provenWhen = checked?.convicts === true ? scene.when : null;
  found.set(catcher.name, { ...first, proof: caught.proof, provenWhen, checked });
}

function problemsOf(
  { promised }: Cheat,
  caught: readonly Caught[],
  absent: ReadonlySet<CatcherName>,
): string[] {
  const late = Object.entries(promised).flatMap(([by, when]) => {
    if (absent.has(by as CatcherName)) return [];
    const found = caught.find((one) => one.by === by);
    if (found === undefined) return [`${by} is promised to catch it and does not`];
    const isLate = moments.indexOf(found.when) > moments.indexOf(when);
    return isLate ? [`${by} is promised to catch it ${when}, and does ${found.when}`] : [];
  });
  const hollow = caught
    .filter(({ checked }) => checked?.holds === false)
    .map(({ by }) => `the proof of ${by} does not hold`);
  const unpromised = caught
    .filter(({ by }) => promised[by] === undefined)
    .map(({ by }) => `${by} catches it, and nobody promised that`);
  return [...late, ...hollow, ...unpromised];
}
