// What the door needs beside the node.
import type { Hono } from 'hono';
import type { Accounts } from '../account/accounts.ts';
import { documentEventsMax } from '../flow/capture.ts';
import type { CredentialDesk } from '../credential/desk.ts';
import type { AnsweredRequests, DocumentStore, KeyNames, UploadStore } from '../flow/ports.ts';
import type { ApiKeys } from './access/key.ts';
import { WrongKeys } from './access/wrong-keys.ts';
import type { CaptureDesk } from './job/desk.ts';
import type { DoubtDesk } from './doubt/desk.ts';
import type { WebhookDesk } from '../webhook/desk.ts';
import type { Operating } from './operate/operating.ts';
import type { ScanDesk } from './scan/desk.ts';
import type { WebApp } from './web/mount.ts';

export interface Limits {
  /** Largest body of POST /capture, in bytes. */
  captureBytes: number;
  /** Most events in one document of POST /capture. */
  captureEvents: number;
  /** Largest body of POST /events: one event or one signed statement. */
  eventBytes: number;
  /** Largest body of the registers (parties, facilities, products). */
  registerBytes: number;
  /** Largest document that is kept beside the log. */
  documentBytes: number;
}

export const usualLimits: Limits = {
  captureBytes: 64 * 1024 * 1024,
  // What is advertised is what the node takes.
  captureEvents: documentEventsMax,
  // A statement has at most 4 MiB (docs/protocol/statement.md).
  eventBytes: 4 * 1024 * 1024,
  registerBytes: 64 * 1024,
  documentBytes: 32 * 1024 * 1024,
};

export interface DoorOptions {
  keys: ApiKeys;
  jobs: CaptureDesk;
  /** Absent: this node keeps no documents. */
  documents?: DocumentStore;
  /** Absent: documents come whole or not at all. */
  uploads?: UploadStore;
  /** Absent: Idempotency-Key means nothing here. */
  answered?: AnsweredRequests;
  /** Absent: devices have no names. */
  keyNames?: KeyNames;
  /** Absent: this node keeps no scans. */
  scans?: ScanDesk;
  /** Absent: this node takes no doubts of readers. */
  doubts?: DoubtDesk;
  /** Absent: this node gives out no credentials. */
  credentials?: CredentialDesk;
  /** Absent: this node tells nobody by itself. */
  webhooks?: WebhookDesk;
  /** Absent: nobody signs in here, there are API keys only. */
  accounts?: Accounts;
  /** X-Forwarded-For is believed: only behind a proxy of the operator's that sets it. */
  trustProxy?: boolean;
  /** Scheme and host that credentials name and people come to; as the caller came if not given. */
  publicUrl?: string;
  /** `lots` (the default): /lots, /trace and /evidence answer everybody, at level country. */
  publicReads?: 'none' | 'lots';
  limits?: Partial<Limits>;
  /** Absent: GET /operate has nothing to tell. */
  operating?: Operating;
  /** The web application under /app; absent = this node shows none. */
  web?: WebApp;
  /** Public pages (GS1 Digital Link paths) add their routes here; the API's own paths come first. */
  pages?: (app: Hono) => void;
  /** Is told of every fault, so that an answer need not be. */
  report?: (fault: unknown) => void;
  /** False while the node is stopping: GET /ready answers 503. */
  ready?: () => boolean;
  /** Sent as GS1-Vendor-Version. */
  version?: string;
}

/** The options with nothing left open. */
export interface Door {
  keys: ApiKeys;
  jobs: CaptureDesk;
  documents: DocumentStore | undefined;
  uploads: UploadStore | undefined;
  answered: AnsweredRequests | undefined;
  keyNames: KeyNames | undefined;
  scans: ScanDesk | undefined;
  doubts: DoubtDesk | undefined;
  credentials: CredentialDesk | undefined;
  webhooks: WebhookDesk | undefined;
  accounts: Accounts | undefined;
  operating: Operating | undefined;
  trustProxy: boolean;
  publicUrl: string | undefined;
  publicReads: 'none' | 'lots';
  limits: Limits;
  report: (fault: unknown) => void;
  ready: () => boolean;
  version: string;
  wrongKeys: WrongKeys;
}

export function doorOf(options: DoorOptions): Door {
  return {
    keys: options.keys,
    jobs: options.jobs,
    documents: options.documents,
    uploads: options.uploads,
    answered: options.answered,
    keyNames: options.keyNames,
    scans: options.scans,
    doubts: options.doubts,
    credentials: options.credentials,
    webhooks: options.webhooks,
    accounts: options.accounts,
    operating: options.operating,
    trustProxy: options.trustProxy ?? false,
    publicUrl: options.publicUrl,
    publicReads: options.publicReads ?? 'lots',
    limits: { ...usualLimits, ...options.limits },
    report: options.report ?? ((fault) => console.error(fault)),
    ready: options.ready ?? (() => true),
    version: options.version ?? '0',
    wrongKeys: new WrongKeys(),
  };
}
