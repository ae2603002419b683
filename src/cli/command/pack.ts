import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Pack } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { packAt, packPaths } from '../../scenario/pack-files.ts';
import { type Cli, command, group } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { type CommonOptions, table } from '../output.ts';
import { timeOf } from '../record/claims.ts';
import { playKit } from '../record/kit.ts';
import { packLines } from '../record/pack.ts';
import { say } from '../record/say.ts';
import { timeWords } from '../record/words.ts';
import type { Session } from '../session.ts';

interface AdoptOptions extends CommonOptions {
  from?: string;
}

const list = {
  usage: 'list',
  summary: 'the packs that are in force, and those that come with this node',
  examples: ['pack list', 'pack list --json'],
};
const show = {
  usage: 'show <pack>',
  summary: 'what a pack asks for, with its sources and the figures that are uncertain',
  about: 'PACK: name of a pack in force, or of one that comes with this node, or a file.',
  examples: ['pack show gots', 'pack show ./my-scheme.json --json'],
};
const adopt = {
  usage: 'adopt <pack>',
  summary: 'bring a pack into force; what was claimed before is judged by the rules of before',
  about: 'PACK: name of a pack that comes with this node, or a file (docs/protocol/pack.md).',
  examples: ['pack adopt gots', 'pack adopt ./my-scheme.json --from 2027-01-01 --json'],
};
const test = {
  usage: 'test <dir>',
  summary: 'play a conformance kit: cases with the verdicts that the scheme’s owner expects',
  about:
    'DIR: a folder of cases (docs/protocol/pack.md, "Conformance kit"), with packs of its own in DIR/packs. Each is\n' +
    'played on a node of its own, which is thrown away. Exit code 1 where a verdict is another one than expected;\n' +
    '2 where a case cannot be played as it is written.',
  examples: ['pack test packs/kit/gots', 'pack test ./my-kit --json'],
};

export function packCommands(parent: Command, cli: Cli): void {
  const pack = group(parent, 'pack', 'rules of schemes and materials, as data with sources', [
    'pack list',
    'pack adopt gots',
    'pack test packs/kit/gots',
  ]);
  command<CommonOptions>(pack, cli, list, listPacks);
  command<CommonOptions>(pack, cli, show, (session, _, [name = '']) => showPack(session, name));
  command<AdoptOptions>(pack, cli, adopt, (session, options, [name = '']) =>
    adoptPack(session, options, name),
  ).option('--from <time>', 'from when on it counts; now if left out');
  command<CommonOptions>(pack, cli, test, (session, _, [folder = '']) => playKit(session, folder));
}

/** Shows what comes with the node even where there is no log yet. */
async function listPacks(session: Session): Promise<ExitCode> {
  const adopted = await adoptions(session);
  const shipped = [...packPaths()].map(([name, path]) => ({ name, ...headOf(packAt(path)) }));
  const inForce = adopted.map(({ entry, claims }) => ({
    entry,
    pack: claims['pack'],
    version: claims['version'],
    from: claims['from'],
  }));
  return session.output.answer({ inForce, shipped }, ({ bold }) => [
    bold('In force'),
    ...(inForce.length === 0 ? ['  none: `selvedge pack adopt NAME`'] : []),
    ...table(
      inForce.map((one) => [
        `  ${String(one.pack)}`,
        String(one.version),
        `from ${timeWords(one.from)}`,
        `entry ${one.entry}`,
      ]),
    ),
    '',
    bold('With this node'),
    ...table(shipped.map(({ name, version, title }) => [`  ${name}`, version, title])),
  ]);
}

function headOf({ pack, version, title, kind }: Pack): Pick<Pack, 'pack' | 'version' | 'title' | 'kind'> {
  return { pack, version, title, kind };
}

async function showPack(session: Session, name: string): Promise<ExitCode> {
  const now = session.io.nowMs();
  const adopted = (await adoptions(session)).filter(({ claims }) => claims['pack'] === name);
  // The newest `from` that has come; of those with the same one, the later entry, which stands first.
  const [inForce] = adopted
    .filter(({ claims }) => fromMs(claims) <= now)
    .toSorted((one, other) => fromMs(other.claims) - fromMs(one.claims));
  const pack = (inForce?.claims['content'] as Pack | undefined) ?? packCalled(name);
  return session.output.answer(pack, (colours) => [
    ...packLines(pack, colours),
    '',
    inForce === undefined
      ? 'Not in force.'
      : `In force from ${timeWords(inForce.claims['from'])} (entry ${inForce.entry}).`,
  ]);
}

function fromMs(claims: RecordView['claims']): number {
  return Date.parse(String(claims['from']));
}

function adoptPack(session: Session, { from }: AdoptOptions, name: string): Promise<ExitCode> {
  const content = packCalled(name);
  const { pack, version } = content;
  const claims = { pack, version, from: timeOf(from, session.io.nowMs()), content };
  return say(session, 'pack', {}, () => ({ ok: true, value: [claims] }), { words: adoptedWords });
}

function adoptedWords(_: SelvedgeNode, { claims, entry }: RecordView): string[] {
  const { pack, version, from } = claims;
  return [`${String(pack)} ${String(version)} counts from ${timeWords(from)} (entry ${entry})`];
}

/** Newest first; none where there is no log. */
async function adoptions(session: Session): Promise<RecordView[]> {
  if (!existsSync(join(session.directory, 'selvedge.db'))) return [];
  return whileReading(session, ({ node }) => node.records({ kind: 'pack', limit: 1000 }).records);
}

/** A file, or a pack that comes with this node. */
function packCalled(name: string): Pack {
  const path = name.endsWith('.json') ? name : packPaths().get(name);
  if (path !== undefined) return packAt(path);
  throw new CannotTell(
    `there is no pack ${name}: give a file, or one of ${[...packPaths().keys()].join(', ')}`,
  );
}
