import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseAtTheDoor } from '../../domain/epcis/door.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, group } from '../describe.ts';
import { whileWriting } from '../directory/writing.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

type Json = Record<string, unknown>;

const mostBytes = 16 * 1024 * 1024;

interface Kind {
  name: 'facility' | 'product';
  register(node: SelvedgeNode, record: Json & { party: string }): Promise<Answer<object>>;
}

const kinds: readonly Kind[] = [
  {
    name: 'facility',
    register: (node, record) =>
      node.registerFacility(record as unknown as Parameters<SelvedgeNode['registerFacility']>[0]),
  },
  {
    name: 'product',
    register: (node, record) =>
      node.registerProduct(record as unknown as Parameters<SelvedgeNode['registerProduct']>[0]),
  },
];

/** `facility add` and `product add`: the forms are those of the HTTP interface. */
export function registerCommands(parent: Command, cli: Cli): void {
  for (const kind of kinds) {
    const examples = [`${kind.name} add ${kind.name}.json`, `${kind.name} add ${kind.name}.json --json`];
    const made = group(
      parent,
      kind.name,
      kind.name === 'facility' ? 'places where things happen' : 'products (GTIN)',
      examples,
    );
    const about = `FILE holds one object or a list of them, as POST /${kind.name === 'facility' ? 'facilities' : 'products'} takes them: "${kind.name}" (its id), "party" (id or name), and what is told of it.`;
    command<CommonOptions>(
      made,
      cli,
      { usage: 'add <file>', summary: `register a ${kind.name} in the name of its party`, about, examples },
      (session, _, [file = '']) => add(session, kind, file),
    );
  }
}

async function add(session: Session, kind: Kind, file: string): Promise<ExitCode> {
  const reading = await recordsIn(file, kind);
  if (!reading.ok) return session.output.refused(reading.refusals);
  const records = reading.value;
  return whileWriting(session, async ({ node }) => {
    const registered: object[] = [];
    for (const record of records) {
      const party = partyIdOf(node, record.party);
      const answer = party.ok ? await kind.register(node, { ...record, party: party.value }) : party;
      if (!answer.ok) return session.output.refused(answer.refusals);
      registered.push(answer.value);
    }
    const [only] = registered;
    return session.output.answer(registered.length === 1 ? only : registered, () =>
      records.map((record) => `${kind.name} ${String(record[kind.name])}`),
    );
  });
}

async function recordsIn(file: string, { name }: Kind): Promise<Answer<(Json & { party: string })[]>> {
  const bytes = readFileSync(file);
  // Imported here: the forms bring a schema compiler with them, which no other command needs.
  const { recordForms } = await import('../record-forms.ts');
  const records: (Json & { party: string })[] = [];
  for (const one of itemsIn(bytes)) {
    const reading = recordForms[name](one);
    if (!reading.ok) return reading;
    records.push({ ...reading.value });
  }
  return { ok: true, value: records };
}

/** The bytes of each item of a list; of anything else the bytes as they are, for the form to judge. */
function itemsIn(bytes: Uint8Array): Uint8Array[] {
  const door = parseAtTheDoor(bytes, { maxBytes: mostBytes, maxDepth: 9 });
  if (!door.ok || !Array.isArray(door.value)) return [bytes];
  return door.value.map((item) => Buffer.from(JSON.stringify(item)));
}
