// SHA-256 (FIPS 180-4) of many short messages of one length. One call of node:crypto for each spends more on the call
// than on the hash, so here four are hashed side by side, in the four lanes of WebAssembly's vectors. The module is put
// together when it is first needed: 64 rounds written out are beyond what anybody would read as bytes.
import type { HashRows } from '../src/primitives/primitives.ts';

type Code = readonly number[];
interface Exports {
  /** Addresses in `memory`; `groups` of four messages that stand `stride` bytes apart, each of `blocks` blocks. */
  readonly hash: (messages: number, stride: number, blocks: number, digests: number, groups: number) => void;
}

/** What is used of it: the types of Node name it without its constructors. */
interface WebAssemblyUsed {
  readonly Memory: new (pages: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { env: { memory: object } }) => { exports: object };
}

/** Asked for only when rows are: verifying does without, and so runs where a machine has no WebAssembly. */
function webAssembly(): WebAssemblyUsed {
  return (globalThis as unknown as { WebAssembly: WebAssemblyUsed }).WebAssembly;
}

const blockBytes = 64;
const digestBytes = 32;
const lanes = 4;
const pageBytes = 65_536;

const kept = new Map<string, HashRows>();

/** Rows for `most` messages of `length` bytes: the same for all who ask, for each memory reserves gigabytes of addresses. */
export function hashRows(length: number, most: number): HashRows {
  const name = `${length} ${most}`;
  const rows = kept.get(name) ?? newRows(length, most);
  kept.set(name, rows);
  return rows;
}

function newRows(length: number, most: number): HashRows {
  const blocks = Math.ceil((length + 9) / blockBytes);
  const stride = blocks * blockBytes;
  const room = Math.ceil(most / lanes) * lanes;
  const digestsAt = room * stride;
  const { Memory, Instance } = webAssembly();
  const memory = new Memory({ initial: Math.ceil((digestsAt + room * digestBytes) / pageBytes) });
  const { hash } = new Instance(theModule(), { env: { memory } }).exports as Exports;
  const bytes = new Uint8Array(memory.buffer, 0, room * stride);
  for (let row = 0; row < room; row += 1) pad(bytes.subarray(row * stride, (row + 1) * stride), length);
  return {
    messages: new DataView(memory.buffer, 0, bytes.length),
    stride,
    digests: new DataView(memory.buffer, digestsAt, room * digestBytes),
    hash: (count) => {
      if (count > most) throw new RangeError(`${count} messages where ${most} have room`);
      hash(0, stride, blocks, digestsAt, Math.ceil(count / lanes));
    },
  };
}

/** Section 5.1.1: a one bit, zeros, the length in bits. */
function pad(row: Uint8Array, length: number): void {
  row[length] = 0x80;
  new DataView(row.buffer, row.byteOffset).setUint32(row.length - 4, length * 8);
}

let known: object | undefined;

function theModule(): object {
  const { Module } = webAssembly();
  known ??= new Module(Uint8Array.from(moduleBytes()));
  return known;
}

// The instructions that are needed, by the numbers of the WebAssembly specification 2.0 (sections 5.4 and 5.5).
const [i32, v128, functionType] = [0x7f, 0x7b, 0x60];
const vector = (opcode: number, ...rest: number[]): Code => [0xfd, ...leb(opcode), ...rest];
const [xor, and, add] = [vector(0x51), vector(0x4e), vector(0xae)];
const get = (local: number): Code => [0x20, local];
const set = (local: number): Code => [0x21, local];
const tee = (local: number): Code => [0x22, local];
const constant = (value: number): Code => [0x41, ...signedLeb(value)];
const shiftLeft = (bits: number): Code => [...constant(bits), ...vector(0xab)];
const shiftRight = (bits: number): Code => [...constant(bits), ...vector(0xad)];
const splat = (word: number): Code => vector(0x0c, ...[0, 1, 2, 3].flatMap(() => littleEndian(word)));
/** Of each lane, the other order of its bytes: SHA-256 is big-endian. */
const swapped = (local: number): Code => [
  ...get(local),
  ...get(local),
  ...vector(0x0d, ...Array.from({ length: 16 }, (_, byte) => (byte & ~3) + 3 - (byte & 3))),
];
const addI32 = (local: number, by: Code): Code => [...get(local), ...by, 0x6a, ...set(local)];

// Locals, in the order in which they are declared; the first five are the parameters.
const [messages, stride, blocks, digests, groups] = [0, 1, 2, 3, 4] as const;
const laneAt = [5, 6, 7, 8];
const blocksLeft = 9;
const state = [10, 11, 12, 13, 14, 15, 16, 17];
const working = [18, 19, 20, 21, 22, 23, 24, 25];
const schedule = Array.from({ length: 16 }, (_, word) => 26 + word);
const mixed = 42;

const roundConstants = firstPrimes(64).map((prime) => fractionOf(Math.cbrt(prime)));
const initialHash = firstPrimes(8).map((prime) => fractionOf(Math.sqrt(prime)));

function moduleBytes(): Code {
  const locals = [2, 5, i32, 33, v128];
  const body = [...locals, ...eachGroup(), 0x0b];
  return [
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, functionType, 5, i32, i32, i32, i32, i32, 0]),
    ...section(2, [1, ...named('env'), ...named('memory'), 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('hash'), 0x00, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ];
}

function eachGroup(): Code {
  const lanesSet = laneAt.flatMap((local, lane) => [
    ...get(messages),
    ...get(stride),
    ...constant(lane),
    ...[0x6c, 0x6a],
    ...set(local),
  ]);
  return whileTrue(groups, [
    ...lanesSet,
    ...state.flatMap((local, word) => [...splat(initialHash[word]!), ...set(local)]),
    ...get(blocks),
    ...set(blocksLeft),
    ...whileTrue(blocksLeft, [...eachBlock(), ...addI32(blocksLeft, constant(-1))]),
    ...state.flatMap(stored),
    ...addI32(messages, [...get(stride), ...constant(2), 0x74]),
    ...addI32(digests, constant(lanes * digestBytes)),
    ...addI32(groups, constant(-1)),
  ]);
}

/** block, loop: leave where the local is 0; body; again. */
function whileTrue(local: number, body: Code): Code {
  return [0x02, 0x40, 0x03, 0x40, ...get(local), 0x45, 0x0d, 1, ...body, 0x0c, 0, 0x0b, 0x0b];
}

function eachBlock(): Code {
  return [
    ...schedule.flatMap(loaded),
    ...state.flatMap((local, word) => [...get(local), ...set(working[word]!)]),
    ...roundConstants.flatMap((_, round) => [...(round < 16 ? [] : extended(round)), ...rounded(round)]),
    ...state.flatMap((local, word) => [...get(local), ...get(working[word]!), ...add, ...set(local)]),
    ...laneAt.flatMap((local) => addI32(local, constant(blockBytes))),
  ];
}

/** The word of each of the four messages, one a lane. */
function loaded(local: number, word: number): Code {
  const offset = word * 4;
  return [
    ...laneAt.flatMap((address, lane) => [
      ...get(address),
      ...(lane === 0 ? vector(0x5c, 2, offset) : [...get(local), ...vector(0x56, 2, offset, lane)]),
      ...set(local),
    ]),
    ...swapped(local),
    ...set(local),
  ];
}

function stored(local: number, word: number): Code {
  const lanesStored = laneAt.flatMap((_, lane) => [
    ...get(digests),
    ...get(local),
    ...vector(0x5a, 2, ...leb(lane * digestBytes + word * 4), lane),
  ]);
  return [...swapped(local), ...set(local), ...lanesStored];
}

/** Section 6.2.2, step 1, in a window of sixteen words. */
function extended(round: number): Code {
  const word = (back: number): number => schedule[(round - back) % 16]!;
  return [
    ...get(word(16)),
    ...sigma(word(15), [7, 18], 3),
    ...[...add, ...get(word(7)), ...add],
    ...sigma(word(2), [17, 19], 10),
    ...[...add, ...set(word(16))],
  ];
}

/** Section 6.2.2, step 3. The eight variables do not move: each round names them anew. */
function rounded(round: number): Code {
  const [a, b, c, d, e, f, g, h] = working.map((_, at) => working[(at + 64 - round) % 8]!) as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  return [
    ...[...get(h), ...get(schedule[round % 16]!), ...add, ...splat(roundConstants[round]!), ...add],
    ...[...sigma(e, [6, 11, 25]), ...add],
    // Ch: g ^ (e & (f ^ g))
    ...[...get(f), ...get(g), ...xor, ...get(e), ...and, ...get(g), ...xor, ...add, ...tee(mixed)],
    ...[...get(d), ...add, ...set(d)],
    ...[...get(mixed), ...sigma(a, [2, 13, 22]), ...add],
    // Maj: b ^ ((a ^ b) & (b ^ c))
    ...[...get(a), ...get(b), ...xor, ...get(b), ...get(c), ...xor, ...and, ...get(b), ...xor],
    ...[...add, ...set(h)],
  ];
}

/** Rotations to the right (and a shift) of a word, combined by exclusive or. */
function sigma(local: number, rotations: readonly number[], shift?: number): Code {
  const parts = rotations.map((bits) => [
    ...[...get(local), ...shiftRight(bits)],
    ...[...get(local), ...shiftLeft(32 - bits), ...xor],
  ]);
  if (shift !== undefined) parts.push([...get(local), ...shiftRight(shift)]);
  return parts.flatMap((part, at) => (at === 0 ? part : [...part, ...xor]));
}

function section(number: number, content: Code): Code {
  return [number, ...leb(content.length), ...content];
}

function named(name: string): Code {
  return [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
}

/** LEB128 of a natural number. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

/** LEB128 of a signed number: its last byte tells the sign. */
function signedLeb(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signedLeb(value >> 7)];
}

function littleEndian(word: number): number[] {
  return [word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24];
}

/** Sections 4.2.2 and 5.3.3: the fractions of roots of the first primes. */
function fractionOf(root: number): number {
  return Math.floor((root % 1) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < count; number += 1)
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes;
}
