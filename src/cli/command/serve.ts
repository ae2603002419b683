import { digitalLinkPath, formatVerifierKey } from '#verifier';
import { type Command, InvalidArgumentError } from 'commander';
import { readOidcFile } from '../../account/oidc.ts';
import { type Cli, command, oneOf, whole } from '../describe.ts';
import { type Opened, openWriting } from '../directory/writing.ts';
import type { ExitCode } from '../io.ts';
import type { Colours, CommonOptions } from '../output.ts';
import type { Showpiece } from '../../scenario/chain.ts';
import type { PublicLevel, Serving } from '../serve/run.ts';
import { anchorWishes } from '../serve/anchors.ts';
import { receiverHosts } from '../serve/webhooks.ts';
import { witnessAddresses, witnessesToAsk } from '../serve/witnesses.ts';
import type { Session } from '../session.ts';
import type { WitnessAddress } from '../../witness/ask.ts';

interface ServeOptions extends CommonOptions {
  port: number;
  host: string;
  origin?: string;
  publicUrl?: string;
  public: PublicLevel;
  countryHeader?: string;
  witness?: WitnessAddress[];
  policy?: string;
  witnessEvery: number;
  anchors?: string;
  oidc?: string;
  trustProxy?: boolean;
  webhookPrivate?: string[];
}

const serve = {
  usage: 'serve',
  summary: 'run a node: HTTP interface, log, public pages',
  about:
    'Stops gently on SIGINT and SIGTERM. The name of the log is chosen at its first start and kept for ever.',
  examples: [
    'serve',
    'serve --data /srv/selvedge --port 8080 --origin log.example.org/2026',
    'serve --host 0.0.0.0 --json',
    "serve --witness 'witness.example.org/1+1a2b3c4d+BZ…=https://witness.example.org'",
  ],
};

const start = {
  usage: 'start',
  summary: 'serve, and on the very first run load the demonstration',
  about: 'What `npm start` runs.',
  examples: ['start', 'start --port 3000 --data /tmp/selvedge'],
};

export function serveCommands(parent: Command, cli: Cli): void {
  for (const [description, withDemonstration] of [
    [serve, false],
    [start, true],
  ] as const) {
    command<ServeOptions>(parent, cli, description, (session, options) =>
      serveUntilStopped(session, options, withDemonstration),
    )
      .option('--port <n>', 'port; 0 = any that is free', whole(0, 65_535), 8080)
      .option('--host <address>', 'address to listen on', '127.0.0.1')
      .option('--origin <name>', 'name of the log, at its first start')
      .option(
        '--public <level>',
        `what pages show without a key: ${openTo.join(', ')}`,
        oneOf(openTo),
        // What nobody has decided to show stays with its parties; the demonstration is there to be seen.
        withDemonstration ? 'full' : 'country',
      )
      .option('--public-url <url>', 'scheme and host in links and QR codes, behind a proxy', webAddress)
      .option(
        '--country-header <name>',
        'request header with the visitor’s country, which a proxy in front sets; none if left out',
        headerName,
      )
      .option(
        '--witness <vkey=url>',
        'a witness to ask for cosignatures; may be given several times',
        witnessAddresses,
      )
      .option('--policy <file>', 'a policy (C2SP tlog-policy) whose witnesses with an address are asked too')
      .option('--anchors <file>', 'places to anchor heads at; anchors.json of the data directory if left out')
      .option('--oidc <file>', 'providers that people may sign in with (docs/accounts.md)')
      .option(
        '--trust-proxy',
        'take the address of a client from X-Forwarded-For, behind a proxy that sets it',
      )
      .option(
        '--webhook-private <host>',
        'a receiver of webhooks in your own network, as host or host:port; http is taken too; several times',
        receiverHosts,
      )
      .option('--witness-every <seconds>', 'how often they are asked at the most', whole(1, 86_400), 5);
  }
}

const openTo: readonly PublicLevel[] = ['none', 'country', 'region', 'site', 'full'];

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return text;
  throw new InvalidArgumentError('An address such as https://id.brand.example.');
}

function headerName(text: string): string {
  if (/^[A-Za-z0-9-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError('The name of a header, such as CF-IPCountry.');
}

async function serveUntilStopped(
  session: Session,
  options: ServeOptions,
  mayLoad: boolean,
): Promise<ExitCode> {
  const { port, host, origin, publicUrl, countryHeader, public: open } = options;
  const anchors = anchorWishes(session, options.anchors);
  const witnesses = witnessesToAsk(options.witness ?? [], options.policy);
  const oidc = options.oidc === undefined ? undefined : readOidcFile(options.oidc);
  const opened = await openWriting(session, origin === undefined ? {} : { origin });
  try {
    if (origin !== undefined && opened.node.origin !== origin)
      session.output.tell(
        `this log is called ${opened.node.origin}, from its first start on; --origin ${origin} is left aside`,
      );
    const showcase = await showcaseIn(session, opened, mayLoad);
    // Imported here: the door brings its schema compiler with it, which no other command needs.
    const { runNode } = await import('../serve/run.ts');
    const running = await runNode(session, opened, {
      port,
      host,
      open,
      showcase,
      witnesses,
      anchors,
      witnessEveryMs: options.witnessEvery * 1000,
      ...(publicUrl && { publicUrl }),
      ...(countryHeader && { countryHeader }),
      ...(oidc && { oidc }),
      trustProxy: options.trustProxy === true,
      webhookPrivate: options.webhookPrivate ?? [],
    });
    const stopped = session.io.untilStopped();
    announce(session, opened, running, showcase);
    await stopped;
    session.output.tell('stopping');
    await running.stop();
    return 0;
  } finally {
    await opened.close();
  }
}

/** What there is to be shown of the demonstration; nothing in a log that somebody uses for something else. */
async function showcaseIn(session: Session, opened: Opened, mayLoad: boolean): Promise<Showpiece[]> {
  const { demonstrationChains, isFirstRun, isLoaded, loadDemonstration } = await import(
    '../demonstration.ts'
  );
  const loads = mayLoad && !isLoaded(opened.world) && isFirstRun(opened);
  if (!loads && !isLoaded(opened.world)) return [];
  const chains = demonstrationChains();
  if (loads) {
    session.output.tell('first start: loading the demonstration');
    await loadDemonstration(session, opened, chains);
    await opened.node.publishHoldings();
  }
  return chains.flatMap(({ showcase }) => showcase);
}

function announce(
  session: Session,
  { node }: Opened,
  { url, port, operatorKeyFile, needsSetup }: Serving,
  showcase: Showpiece[],
): void {
  const head = node.head();
  const links = showcase.map(({ id, kind, what }) => ({
    id,
    kind,
    what,
    url: `${url}${digitalLinkPath(id) ?? ''}`,
  }));
  const value = {
    url,
    port,
    data: session.directory,
    log: { origin: head.origin, size: head.size, key: formatVerifierKey(head.key) },
    operatorKeyFile: operatorKeyFile ?? null,
    needsSetup,
    showcase: links,
  };
  session.output.answer(value, (colours) => announcement(value, colours));
}

/** A passkey needs a name: it cannot belong to an address of numbers. */
function named(url: string): string {
  return url.replace('//127.0.0.1:', '//localhost:');
}

interface Announced {
  url: string;
  log: { origin: string; size: number };
  operatorKeyFile: string | null;
  needsSetup: boolean;
  showcase: { url: string; what: string }[];
}

function announcement(
  { url, log, operatorKeyFile, needsSetup, showcase }: Announced,
  { bold, cyan }: Colours,
): string[] {
  return [
    `Selvedge is at ${bold(cyan(`${url}/`))}`,
    ...(showcase.length === 0
      ? []
      : ['', 'Look at:', ...showcase.map(({ url: link, what }) => `  ${cyan(link)}  ${what}`)]),
    '',
    `log               ${log.origin}, ${log.size} entries`,
    `HTTP interface    ${url}/docs`,
    `operator API key  ${operatorKeyFile ?? 'see selvedge apikey list'}`,
    ...(needsSetup && operatorKeyFile !== null
      ? [`to set up         open ${named(url)}/app; the set-up token is the text of ${operatorKeyFile}`]
      : []),
  ];
}
