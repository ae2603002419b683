// Files beside the database: the last published checkpoint, snapshots, the lock that says who is writing.
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PublishedHead, SnapshotStore } from '../flow/ports.ts';
import { beginChecksum } from './checksum.ts';

/**
 * Writes by way of a temporary file, so that after a crash there is the old file or the new one, whole. What it throws names
 * the file that was asked for, or the folder where that is what is missing.
 */
export function writeDurably(path: string, chunks: Uint8Array[]): void {
  const temporary = `${path}.tmp`;
  const file = named(path, () => openSync(temporary, 'w', 0o600));
  try {
    for (const chunk of chunks) writeAll(file, chunk);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  named(path, () => renameSync(temporary, path));
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Of the temporary file nobody knows. */
function named<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (fault) {
    const isMissing = (fault as NodeJS.ErrnoException).code === 'ENOENT';
    throw Object.assign(fault as Error, { path: isMissing ? dirname(path) : path });
  }
}

function writeAll(file: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
}

export function publishedHead(folder: string): PublishedHead {
  const path = join(folder, 'published-checkpoint');
  return {
    read: () => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    write: (checkpoint) => writeDurably(path, [Buffer.from(checkpoint)]),
  };
}

/** `size` (8 bytes), CRC-32 over the rest (4 bytes), 4 bytes zero, then the arrays: a torn snapshot is simply not used. */
const snapshotHeaderBytes = 16;

export function snapshots(folder: string): SnapshotStore {
  const path = join(folder, 'snapshot');
  return {
    read: () => (existsSync(path) ? readSnapshot(path) : undefined),
    write: (size, chunks) => writeDurably(path, [snapshotHeader(size, chunks), ...chunks]),
    drop: () => rmSync(path, { force: true }),
  };
}

function snapshotHeader(size: number, chunks: Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(snapshotHeaderBytes);
  header.writeBigUInt64LE(BigInt(size));
  header.writeUInt32LE(
    chunks.reduce((sum, chunk) => crc32(chunk, sum), 0),
    8,
  );
  return header;
}

function readSnapshot(path: string): { size: number; arrays: Uint8Array } | undefined {
  const file = openSync(path, 'r');
  try {
    const length = fstatSync(file).size;
    if (length < snapshotHeaderBytes) return undefined;
    const header = Buffer.from(readPart(file, 0, snapshotHeaderBytes));
    const sum = beginChecksum(file, snapshotHeaderBytes, length);
    // Not as a Buffer, whose slice() is a view where that of other arrays is a copy: decodeArrays relies on the copy.
    const arrays = readPart(file, snapshotHeaderBytes, length);
    if (sum() !== header.readUInt32LE(8)) return undefined;
    return { size: Number(header.readBigUInt64LE()), arrays };
  } finally {
    closeSync(file);
  }
}

/** One call reads 2 GiB at the most, and a snapshot may be longer. */
const mostBytesARead = 1024 * 1024 * 1024;

/** The bytes from `from` to before `to`; zeros where the file has become shorter meanwhile. */
function readPart(file: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(file, bytes, at, Math.min(mostBytesARead, bytes.length - at), from + at);
    if (read === 0) break;
    at += read;
  }
  return bytes;
}
