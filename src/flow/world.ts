// Everything outside that a node needs. main.ts and the tests build it; a stage takes only the parts it uses.
import type { Primitives } from '#verifier';
import type {
  AuditStore,
  Clock,
  CosignedHeads,
  EntryStore,
  KeyVault,
  PublishedHead,
  SettledAnchors,
  SnapshotStore,
} from './ports.ts';

export interface World {
  entries: EntryStore;
  audits: AuditStore;
  published: PublishedHead;
  snapshots: SnapshotStore;
  cosigned: CosignedHeads;
  anchored: SettledAnchors;
  vault: KeyVault;
  clock: Clock;
  primitives: Primitives;
  /** MUST be cryptographically strong. */
  randomBytes(length: number): Uint8Array;
  encodeBody(sdjwt: string): Uint8Array;
  decodeBody(body: Uint8Array): string;
  settings: Settings;
  /** Module that a worker thread runs to read statements (`serveReading` with this world's tools); absent: no threads. */
  readerThread?: URL;
}

/** Small durable facts about this node. */
export interface Settings {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}
