// A head on its way to one place: written down first, handed over then, so that whoever is killed between forgets nothing.
import { type AnchorProof, encodeBase64 } from '#verifier';
import {
  type AnchorDriver,
  AnchorTrouble,
  type Growth,
  type Head,
  type Letter,
  type UnderWay,
} from '../port.ts';
import { formatKept, type Kept, readKept } from './kept.ts';
import type { KeeperTools } from './tools.ts';

/** Letters that were taken up follow a head that nobody remembers: should the place lose them, they are not sent again. */
const unknownSize = -1;

export class Carrier {
  readonly #driver: AnchorDriver;
  readonly #tools: KeeperTools;

  constructor(driver: AnchorDriver, tools: KeeperTools) {
    this.#driver = driver;
    this.#tools = tools;
  }

  get kept(): Kept {
    return readKept(this.#tools.underWay.read(this.#driver.chain));
  }

  keep(change: Partial<Kept>): void {
    this.#tools.underWay.write(this.#driver.chain, formatKept({ ...this.kept, ...change }));
  }

  async begin(size: number): Promise<void> {
    const from = await this.#driver.anchored();
    // Such a place takes published heads only, and the log has grown while it was asked.
    const growth = this.#growth(from, this.#driver.stride === 1 ? this.#tools.log.head().size : size);
    const letter = await this.#driver.write(growth, [], this.#tools.nowMs());
    const underWay: UnderWay = {
      size: growth.to.size,
      root: encodeBase64(growth.to.root),
      fromSize: growth.from?.size ?? 0,
      letters: [letter],
      seenIn: null,
    };
    this.keep({ underWay, begunAtMs: this.#tools.nowMs(), size: growth.to.size });
    await this.#driver.send(letter);
  }

  /** The last letter, as it is. */
  async send(): Promise<void> {
    await this.#driver.send(lastOf(this.#underWay()));
  }

  async replace(): Promise<void> {
    const underWay = this.#underWay();
    const growth = this.#growth(await this.#driver.anchored(), underWay.size);
    const letter = await this.#driver.write(growth, underWay.letters, this.#tools.nowMs());
    this.keep({ underWay: { ...underWay, letters: [...underWay.letters, letter] } });
    await this.#driver.send(letter);
  }

  /** A head that the place holds and nobody remembers; false where nobody can say what brought it. */
  async takeUp(head: Head): Promise<boolean> {
    const letter = await this.#driver.find(head);
    if (letter === undefined) return false;
    const { size, root } = head;
    const underWay = {
      ...{ size, root: encodeBase64(root), fromSize: unknownSize },
      ...{ letters: [letter], seenIn: null },
    };
    this.keep({ underWay, begunAtMs: this.#tools.nowMs(), size: Math.max(size, this.kept.size) });
    return true;
  }

  seen(where: string | null): void {
    this.keep({ underWay: { ...this.#underWay(), seenIn: where } });
  }

  async settle(): Promise<void> {
    const underWay = this.#underWay();
    const { size, root } = underWay;
    const { chain } = this.#driver;
    const proof = await this.#proof(underWay);
    const anchor = { chain, size, root, proof };
    this.#tools.settled.keep({ ...anchor, settledAtMs: this.#tools.nowMs() });
    this.keep({ underWay: null });
    this.#tools.report({ chain, about: 'settled', size });
  }

  /** Not believed before the verifier has seen it. */
  async #proof(underWay: UnderWay): Promise<AnchorProof> {
    const { size, root, fromSize } = underWay;
    try {
      const proof = await this.#driver.proof(underWay);
      const wrong = this.#tools.verify({ chain: this.#driver.chain, size, root, proof });
      if (wrong === undefined) return proof;
      throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `the proof shows nothing: ${wrong}`);
    } catch (fault) {
      // The place itself said which letter it was: that may have been the lie.
      if (fromSize === unknownSize) this.keep({ underWay: null, begunAtMs: null, size: 0 });
      throw fault;
    }
  }

  /** Due again at once. The sizes before it are not looked at: the place says itself where it stands. */
  forget(detail: string): void {
    const { size } = this.#underWay();
    this.keep({ underWay: null, begunAtMs: null, size: 0 });
    this.#tools.report({ chain: this.#driver.chain, about: 'lost', size, detail });
  }

  /** The guard file knows a head before anybody outside sees it (checkpoint.md). */
  #growth(from: Head | null, size: number): Growth {
    const { log } = this.#tools;
    const checkpoint = log.checkpoint();
    const root = log.rootAt(size);
    const consistency = from === null ? [] : log.consistencyProof(from.size, size);
    if (root === undefined || consistency === undefined)
      throw new Error(`the log cannot show that ${size} entries follow ${from?.size ?? 0}`);
    const isPublished = log.head().size === size;
    return { from, to: { size, root }, consistency, checkpoint: isPublished ? checkpoint : null };
  }

  #underWay(): UnderWay {
    const { underWay } = this.kept;
    if (underWay === null) throw new Error('nothing is under way');
    return underWay;
  }
}

function lastOf({ letters }: UnderWay): Letter {
  const last = letters.at(-1);
  if (last === undefined) throw new Error('an anchor under way without a letter');
  return last;
}
