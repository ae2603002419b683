import type { Command } from 'commander';
import { readStatement, type Statement } from '#verifier';
import { type Cli, command } from '../describe.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

interface EraseOptions extends CommonOptions {
  reason: string;
}

const description = {
  usage: 'erase <what> <field>',
  summary: 'destroy a field in the store; its digest stays, so every proof still holds',
  about:
    'WHAT: a log entry with FIELD as a JSON pointer into its claims; or an eventID, or the id of a party, facility or product,\n' +
    'with FIELD as the name of a property, which is erased in every statement that tells it. What was given away before, in\n' +
    'evidence or backups, cannot be called back.',
  examples: [
    'erase 17 /name --reason "request of the person"',
    'erase urn:uuid:5f1b2f0e-62f4-4f5a-8f0a-2d1c3b4a5968 name --reason "request of the person"',
    'erase https://id.gs1.org/414/9520101000002 address --reason "a private address"',
  ],
};

interface Field {
  entry: number;
  /** JSON pointer into the statement's claims. */
  pointer: string;
}

export function eraseCommand(parent: Command, cli: Cli): void {
  command<EraseOptions>(parent, cli, description, erase).requiredOption(
    '--reason <reason>',
    'why; stands in the log for ever',
  );
}

function erase(
  session: Session,
  { reason }: EraseOptions,
  [what = '', field = '']: string[],
): Promise<ExitCode> {
  return whileWriting(
    session,
    async (opened) => {
      const fields = /^\d+$/.test(what)
        ? [{ entry: Number(what), pointer: field }]
        : fieldsOf(session, opened, what, field);
      if (fields.length === 0)
        return session.output.refused([
          {
            code: 'FIELD_NOT_ERASABLE',
            field,
            detail: `No statement tells ${field} of ${what}: it was never told, is erased already, or stands in the clear.`,
          },
        ]);
      const erased: { entry: number; erased: string[] }[] = [];
      for (const { entry, pointer } of fields) {
        const answer = await opened.node.erase(entry, pointer, reason);
        if (!answer.ok) return session.output.refused(answer.refusals);
        erased.push(answer.value);
      }
      return session.output.answer({ erased }, () =>
        erased.map((one) => `entry ${one.entry}: erased ${one.erased.join(', ')}`),
      );
    },
    { mustExist: true },
  );
}

function fieldsOf(session: Session, opened: Opened, id: string, property: string): Field[] {
  const name = property.replace(/^\//, '');
  const ofEvents = opened.node.event(id).flatMap(({ entry, indexInStatement }) => {
    const statement = statementAt(opened, entry);
    const pointer = statement === undefined ? undefined : eventPointer(statement, indexInStatement, name);
    return pointer === undefined ? [] : [{ entry, pointer }];
  });
  return ofEvents.length > 0 ? ofEvents : fieldsOfRecords(session, opened, id, name);
}

/** A document has its events in its body, a query document in its results; only one of the two is disclosed there. */
function eventPointer({ disclosures }: Statement, index: number, name: string): string | undefined {
  const lists = ['/document/epcisBody/eventList', '/document/epcisBody/queryResults/resultsBody/eventList'];
  const pointers = lists.map((list) => `${list}/${index}/${escaped(name)}`);
  return pointers.find((pointer) =>
    disclosures.some(({ path }) => path === pointer || path?.startsWith(`${pointer}/`)),
  );
}

const recordKinds: ReadonlySet<string> = new Set(['party', 'facility', 'product']);

/** No index leads from a record to all statements about it: what is rarely asked may take a pass over the log. */
function fieldsOfRecords({ output }: Session, opened: Opened, id: string, name: string): Field[] {
  const { size } = opened.node.head();
  const progress = output.progress('looking through the log');
  const fields: Field[] = [];
  for (let entry = 0; entry < size; entry += 1) {
    const statement = statementAt(opened, entry, recordKinds);
    const about = statement !== undefined && statement.claims[statement.kind] === id;
    if (about && statement.disclosures.some(({ path }) => path === `/${escaped(name)}`))
      fields.push({ entry, pointer: `/${escaped(name)}` });
    progress.step(entry, size);
  }
  progress.end();
  return fields;
}

function statementAt(
  { node, world }: Opened,
  entry: number,
  kinds?: ReadonlySet<string>,
): Statement | undefined {
  const sdjwt = node.statement(entry);
  if (sdjwt === undefined || (kinds !== undefined && !kinds.has(kindOf(sdjwt)))) return undefined;
  const read = readStatement(sdjwt, world.primitives);
  return read.ok ? read.statement : undefined;
}

/** From the payload alone, which stands in the clear: most statements need no reading. */
function kindOf(sdjwt: string): string {
  const payload = sdjwt.slice(sdjwt.indexOf('.') + 1).split('.', 1)[0] ?? '';
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { kind: string };
  return claims.kind;
}

/** RFC 6901 section 3. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
