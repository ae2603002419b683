// A cheat: what a dishonest operator does with a real node, and who is promised to catch it.
import type { SelvedgeNode } from '../flow/node.ts';
import type { Ground } from './ground/ground.ts';
import type { Stage } from './ground/stage.ts';
import type { Proof } from './proof/proof.ts';

/** Everybody outside who might notice, and the operator's own software at its next start. */
export const catcherNames = [
  'one file',
  'file and policy',
  'two files',
  'witness',
  'mirror',
  'mirror with bodies',
  'chain',
  'next start',
] as const;
export type CatcherName = (typeof catcherNames)[number];

/** At the first look after the cheat, or not before the log has gone on and published a head of more entries. */
export const moments = ['at once', 'next head'] as const;
export type Moment = (typeof moments)[number];

/** What outsiders are shown at one moment. */
export interface Scene {
  readonly when: Moment;
  /** What shoppers are shown, and everybody else who is not shown something of their own. */
  readonly stage: Stage;
  readonly witnessed?: Stage;
  readonly mirrored?: Stage;
  readonly anchored?: Stage;
  /** Lots that shoppers ask about, each another reader. */
  readonly asked: readonly string[];
  /** The file that a reader of the lot is given; what the stage's node gives where nothing is said. */
  readonly file?: (node: SelvedgeNode, lot: string, since?: number) => Uint8Array | undefined;
}

export type Look = (scene: Scene) => Promise<void>;

/** What somebody has noticed. */
export interface Catch {
  readonly code: string;
  readonly detail: string;
  /** null: nobody is deceived, but there is nothing to show to others. */
  readonly proof: Proof | null;
}

export interface Catcher {
  readonly name: CatcherName;
  /** Why it cannot look on this machine; undefined where it can. */
  readonly absent?: string;
  look(scene: Scene): Promise<Catch | null>;
}

export interface Cheat {
  readonly name: string;
  readonly title: string;
  /** What the operator does, in plain words. */
  readonly story: string;
  /** By whom and when this is caught: held against what is found. */
  readonly promised: Readonly<Partial<Record<CatcherName, Moment>>>;
  /** Where nobody catches it: what would. */
  readonly would?: string;
  play(ground: Ground, look: Look): Promise<void>;
}
