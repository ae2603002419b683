// The commands that every kind of record has: add, list, show.
import type { Command } from 'commander';
import { canonicalId, type RecordKind } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, group, whole } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { idOfName } from './claims.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';
import { sayFile, type SayingOptions, sayingOptions } from './say.ts';
import { recordLines, recordRow } from './words.ts';

interface ListOptions extends CommonOptions {
  about?: string;
  issuer?: string;
  limit: number;
}

export interface RecordGroup {
  /** Of the command, such as `certificate`. */
  name: string;
  kind: RecordKind;
  summary: string;
  /** An id for the examples. */
  example: string;
  /** Claims that `more` tells in its own way. */
  elsewhere?: readonly string[];
  /** What is shown under a record beside its claims. */
  more?: (node: SelvedgeNode, record: RecordView, colours: Colours) => string[];
}

/** A group with `list` and `show`; `add FILE` too, unless records of the kind are made in another way. */
export function recordGroup(
  parent: Command,
  cli: Cli,
  described: RecordGroup,
  add: { summary: string; about: string } | undefined,
): Command {
  const { name, kind, summary, example } = described;
  const first = add === undefined ? [] : [`${name} add ${name}.json --party "Ring Mill"`];
  const made = group(parent, name, summary, [...first, `${name} list`, `${name} show ${example}`]);
  if (add !== undefined) addCommand(made, cli, described, add);
  const listed = {
    usage: 'list',
    summary: `the ${kind}s of the log, newest first`,
    examples: [`${name} list`, `${name} list --issuer "Ring Mill" --json`],
  };
  command<ListOptions>(made, cli, listed, (session, options) => list(session, described, options))
    .option('--about <id>', 'only what is about this id, lot, product or party')
    .option('--issuer <party>', 'only what this party said; id or name')
    .option('--limit <n>', 'most that are listed', whole(1, 1_000_000), 50);
  const shown = {
    usage: 'show <id>',
    summary: `one ${kind}, and what was said of it since`,
    examples: [`${name} show ${example}`, `${name} show ${example} --json`],
  };
  command<CommonOptions>(made, cli, shown, (session, _, [id = '']) => show(session, described, id));
  return made;
}

function addCommand(
  made: Command,
  cli: Cli,
  { name, kind }: RecordGroup,
  { summary, about }: { summary: string; about: string },
): void {
  const words = {
    usage: 'add <file>',
    summary,
    about: `FILE, or - for what is piped in, holds one object or a list of them, as POST of the HTTP interface takes them\n(docs/protocol/record.md). Parties may be written by their names. ${about}`,
    examples: [
      `${name} add ${name}.json --party "Ring Mill"`,
      `${name} add - --party "Ring Mill" < ${name}.json`,
    ],
  };
  sayingOptions(
    command<SayingOptions>(made, cli, words, (session, options, [file = '']) =>
      sayFile(session, kind, options, file),
    ),
  );
}

function list(
  session: Session,
  { kind }: RecordGroup,
  { about, issuer, limit }: ListOptions,
): Promise<ExitCode> {
  return whileReading(session, ({ node }) => {
    const { records, total } = node.records({
      kind,
      limit,
      ...(about && { about: subjectOf(node, about) }),
      ...(issuer && { issuer: idOfName(node, issuer) }),
    });
    const more = total - records.length;
    return session.output.answer(records, () => [
      ...table(records.map((record) => recordRow(node, record))),
      ...(more > 0 ? [`… and ${more} more: --limit`] : []),
      ...(total === 0 ? [`There are ${counted(0, kind)}.`] : []),
    ]);
  });
}

function show(session: Session, { kind, more, elsewhere }: RecordGroup, id: string): Promise<ExitCode> {
  return whileReading(session, ({ node }) => {
    const record = recordCalled(node, kind, id);
    if (record === undefined) return session.output.refused([unknownRecord(kind, id)]);
    const later = laterWords(node, record);
    return session.output.answer({ ...record, later }, (colours) => [
      ...recordLines(node, record, colours, elsewhere),
      ...(more?.(node, record, colours) ?? []),
      ...(later.length === 0
        ? []
        : ['', colours.bold('Said since'), ...table(later.map((one) => recordRow(node, one)))]),
    ]);
  });
}

/** A party by its name, anything else by its id in the log's spelling. */
function subjectOf(node: SelvedgeNode, text: string): string {
  const id = idOfName(node, text);
  return canonicalId(id)?.id ?? id;
}

/** By its id; the first of a case's steps. Undefined where there is none. */
export function recordCalled(node: SelvedgeNode, kind: RecordKind, id: string): RecordView | undefined {
  const query = { kind, id: canonicalId(id)?.id ?? id, limit: 1 };
  const { records, total } = node.records(query);
  return total <= 1 ? records[0] : node.records({ ...query, offset: total - 1 }).records[0];
}

export function unknownRecord(kind: string, id: string): { code: string; field: string; detail: string } {
  const detail = `This log has no ${kind} ${id}: the list of them has the ids.`;
  return { code: 'RECORD_UNKNOWN', field: 'id', detail };
}

const following: readonly RecordKind[] = ['status', 'answer', 'case'];

/** Statuses, answers and cases about it, oldest first. */
function laterWords(node: SelvedgeNode, { id, kind, entry }: RecordView): RecordView[] {
  if (id === null) return [];
  const about = following.flatMap((one) => node.records({ kind: one, about: id, limit: 1000 }).records);
  const steps = kind === 'case' ? node.records({ kind, id, limit: 1000 }).records : [];
  const byEntry = new Map([...about, ...steps].map((one) => [one.entry, one]));
  byEntry.delete(entry);
  return [...byEntry.values()].sort((one, other) => one.entry - other.entry);
}
