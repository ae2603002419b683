// A node's own log, forged by its operator: entries that the rules would never have let in, appended and signed as if they
// had been. The node itself stays what it was, so that the honest face is still there.
import { decodeEntry, encodeEntry, type Entry, leafHash } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { emptyEdge, grow, type TreeEdge, TreeReader } from '../../src/domain/log/tree.ts';
import { octets, plain, type Spoil, type Stage } from './stage.ts';

interface Leaf {
  bytes: Uint8Array;
  line: string;
}

/** A log in memory under the node's key: begins as the node's first `size` entries, and takes whatever it is given. */
export class ForgedLog {
  readonly #stage: Stage;
  readonly #leaves: Leaf[] = [];
  #edge: TreeEdge = emptyEdge();
  readonly #tiles = new Map<string, Uint8Array>();

  constructor(stage: Stage, size: number = stage.world.node.head().size) {
    this.#stage = stage;
    for (const row of stage.world.world.entries.scan(0, size))
      this.addBytes(encodeEntry(row), stage.world.node.statement(row.seq) ?? '');
  }

  get size(): number {
    return this.#leaves.length;
  }

  get last(): Entry {
    const entry = decodeEntry(this.#leaves.at(-1)!.bytes);
    if (entry === undefined) throw new Error('the last leaf is no entry');
    return entry;
  }

  /** An entry as the last one was, but for what is told. */
  add(change: Partial<Entry>, line = ''): this {
    const { recordedAtMs, firstLot, lotCount } = this.last;
    const usual = { kind: 'statement' as const, recordedAtMs, firstLot: firstLot + lotCount, lotCount: 0 };
    const digest = nodePrimitives.sha256(Buffer.from(line.split('~')[0] ?? ''));
    return this.addBytes(encodeEntry({ ...usual, digest, ...change }), line);
  }

  addBytes(bytes: Uint8Array, line: string): this {
    this.#leaves.push({ bytes, line });
    const { edge, completed } = grow(this.#edge, [leafHash(bytes, nodePrimitives)], nodePrimitives);
    this.#edge = edge;
    for (const { level, index, expanded } of completed) this.#tiles.set(`${level}/${index}`, expanded);
    return this;
  }

  reader(): TreeReader {
    return new TreeReader(
      this.#edge,
      (level, index) => this.#tiles.get(`${level}/${index}`)!,
      nodePrimitives,
    );
  }

  note(size: number = this.size): string {
    return this.#stage.signed(size, this.reader().root(size));
  }

  /** The whole public face of this log, and its statements. */
  face(): Spoil {
    return (path) => {
      if (path === '/log/checkpoint') return plain(this.note());
      const [, what, level = '', rest = ''] =
        /^\/log\/(tile|statements)\/(?:(entries|\d+)\/)?(.+)$/.exec(path) ?? [];
      const [name = '', width = '256'] = rest.split('.p/');
      const index = Number(name.replaceAll(/[x/]/g, ''));
      const part = this.#leaves.slice(index * 256, index * 256 + Number(width));
      if (what === 'statements') return plain(part.map(({ line }) => `${line}\n`).join(''));
      if (what !== 'tile') return undefined;
      if (level !== 'entries')
        return octets(this.reader().tile(Number(level), index, Number(width)) ?? new Uint8Array(0));
      return octets(Buffer.concat(part.flatMap(({ bytes }) => [Uint8Array.of(0, bytes.length), bytes])));
    };
  }
}
