// A node with its HTTP door, from the first request to the last.
import type { OidcProvider } from '../../account/oidc.ts';
import type { AnchorWish } from '../../anchor/config.ts';
import type { Keeper } from '../../anchor/keeper/keeper.ts';
import { credentialDesk } from '../../credential/desk.ts';
import { httpApp } from '../../http/app.ts';
import type { DoorOptions } from '../../http/door.ts';
import { captureDesk } from '../../http/job/desk.ts';
import { mountPages } from '../../http/page/mount.ts';
import { doubtDesk } from '../../http/doubt/desk.ts';
import { type ScanDesk, scanDesk } from '../../http/scan/desk.ts';
import { type RunningDoor, serve } from '../../http/serve.ts';
import { webApp } from '../../http/web/mount.ts';
import type { Showpiece } from '../../scenario/chain.ts';
import type { Opened } from '../directory/writing.ts';
import { faultMessage } from '../fault.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';
import { apiKeysIn } from '../../http/access/stored.ts';
import { captureJobsIn } from '../../http/job/stored.ts';
import { Closing } from './closing.ts';
import { keepHoldings } from './holdings.ts';
import { startAnchoring } from './anchors.ts';
import { accountsOf } from '../directory/accounts.ts';
import { backupsOf } from './backups.ts';
import { operatingOf } from './operating.ts';
import { operatorKeyFile } from './operator-key.ts';
import { webhooksOf } from './webhooks.ts';
import type { WitnessAddress } from '../../witness/ask.ts';
import { startWitnessing, type Witnessing } from '../../witness/client.ts';

export type PublicLevel = 'none' | 'country' | 'region' | 'site' | 'full';

export interface ServeWish {
  port: number;
  host: string;
  /** Scheme and host that links and QR codes carry; as the reader came if not given. */
  publicUrl?: string;
  /** The most that somebody without a key is shown; `none`: neither pages nor lots. */
  open: PublicLevel;
  /** What the front page offers to look at. */
  showcase: Showpiece[];
  /** Request header in which the proxy in front tells the visitor's country. */
  countryHeader?: string;
  /** Asked for cosignatures of new heads. */
  witnesses: WitnessAddress[];
  /** From one round of asking them to the next, at the least. */
  witnessEveryMs: number;
  /** Places that heads are anchored at. */
  anchors: AnchorWish[];
  /** Providers that people may sign in with. */
  oidc?: OidcProvider[];
  /** Receivers of webhooks in the operator's own network: `host` or `host:port`. */
  webhookPrivate?: string[];
  /** A proxy of the operator's stands in front and sets X-Forwarded-For. */
  trustProxy?: boolean;
}

export interface Serving {
  url: string;
  port: number;
  /** undefined where an operator key was made some other way. */
  operatorKeyFile: string | undefined;
  /** Nobody is the operator of this node yet: POST /account/setup makes the first person. */
  needsSetup: boolean;
  stop(): Promise<void>;
}

// Readers beside the node (selvedge evidence) see no further than the published checkpoint.
const publishEveryMs = 5_000;

/** How long a stop waits for cosignatures of its last head. */
const lastRoundMs = 2_000;

/** Opens the door of an open node. Rejects, with all closed again, where the port cannot be had. `stop` leaves the node open. */
export async function runNode(session: Session, opened: Opened, wish: ServeWish): Promise<Serving> {
  const closing = new Closing();
  try {
    return { ...(await running(session, opened, wish, closing)), stop: () => closing.all() };
  } catch (fault) {
    // Why it could not begin is what is told, whatever else may follow from that.
    await closing.all().catch(() => {});
    throw fault;
  }
}

async function running(
  session: Session,
  opened: Opened,
  wish: ServeWish,
  closing: Closing,
): Promise<Omit<Serving, 'stop'>> {
  const { data, node } = opened;
  // Whatever can go wrong with keys does so before the door is open.
  node.checkpoint();
  const report = (fault: unknown): void => session.output.tell(`fault: ${faultMessage(fault)}`);
  const keys = apiKeysIn(data.database);
  const keyFile = await operatorKeyFile(session.directory, keys, session.io.nowMs());
  const witnessing = keepHeads(session, opened, wish, report, closing);
  const captures = captureJobsIn(data.database);
  const jobs = captureDesk(node, captures, { report });
  closing.add(() => jobs.close());
  const scans = scanDesk(data.scans, { countryHeader: wish.countryHeader, report });
  const doubts = doubtDesk(data.doubts);
  const { publicUrl, oidc } = wish;
  const accounts = await accountsOf(session, {
    report,
    ...(publicUrl && { publicUrl }),
    ...(oidc && { oidc }),
  });
  closing.add(() => accounts.close());
  accounts.dropHalfMade();
  const backups = backupsOf(session, node, report);
  closing.add(() => backups.close());
  const webhooks = webhooksOf(opened, wish.webhookPrivate ?? [], report);
  closing.add(() => webhooks.close());
  let keepers: readonly Keeper[] = [];
  const operating = operatingOf({
    ...{
      directory: session.directory,
      version,
      node,
      data,
      keys,
      jobs: captures,
      accounts,
      backups,
      webhooks,
    },
    ...{ witnesses: () => witnessing.state(), witnessEveryMs: wish.witnessEveryMs },
    keepers: () => keepers,
  });
  let isReady = true;
  const app = httpApp(node, {
    keys,
    accounts,
    operating,
    trustProxy: wish.trustProxy ?? false,
    jobs,
    documents: data.documents,
    uploads: data.uploads,
    answered: data.answered,
    keyNames: data.keyNames,
    scans,
    doubts,
    webhooks,
    credentials: credentialDesk(node, data.world.vault, () => data.world.clock.nowMs()),
    ...(wish.publicUrl && { publicUrl: wish.publicUrl }),
    report,
    version,
    ready: () => isReady,
    web: webApp(),
    ...publicSide(node, wish, scans),
  });
  await jobs.resume();
  const door: RunningDoor = await serve(app, { port: wish.port, hostname: wish.host, report });
  closing.add(() => door.close());
  webhooks.start();
  const anchoring = await startAnchoring(session, opened, wish.anchors);
  closing.add(() => anchoring.close());
  keepers = anchoring.keepers;
  closing.add(() => {
    isReady = false;
  });
  const needsSetup = !accounts.memberships.hasOperator();
  return { url: door.url, port: door.port, operatorKeyFile: keyFile, needsSetup };
}

/** Roots of the balances, published heads and their cosignatures. All of them once more at the end: evidence from the stopped directory has what it had from the node. */
function keepHeads(
  session: Session,
  { data, node }: Opened,
  { witnesses, witnessEveryMs }: ServeWish,
  report: (fault: unknown) => void,
  closing: Closing,
): Witnessing {
  const witnessing = startWitnessing(node, witnesses, {
    cosigned: data.world.cosigned,
    everyMs: witnessEveryMs,
    nowMs: () => data.world.clock.nowMs(),
    report: (sentence) => session.output.tell(sentence),
  });
  closing.add(() => witnessing.finish(lastRoundMs));
  const publishing = setInterval(() => attempted(() => node.checkpoint(), report), publishEveryMs);
  closing.add(() => {
    clearInterval(publishing);
    node.checkpoint();
  });
  const holdings = keepHoldings(node, report);
  closing.add(async () => {
    await holdings.stop();
    await node.publishHoldings();
  });
  return witnessing;
}

/** Pages as far as they are open; what programs read without a key stays at level country. */
function publicSide(
  node: Opened['node'],
  { open, showcase, publicUrl, trustProxy = false }: ServeWish,
  scans: ScanDesk,
): Pick<DoorOptions, 'publicReads' | 'pages'> {
  if (open === 'none') return { publicReads: 'none' };
  const options = { level: open, showcase, scans, doubts: true, trustProxy, ...(publicUrl && { baseUrl: publicUrl }) };
  return { publicReads: 'lots', pages: (app) => mountPages(app, node, options) };
}

function attempted(work: () => void, report: (fault: unknown) => void): void {
  try {
    work();
  } catch (fault) {
    report(fault);
  }
}
