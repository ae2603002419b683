import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { beginsAs } from '../../http/document/content.ts';
import { documentTypes } from '../../http/document/type.ts';
import { type Cli, command, group } from '../describe.ts';
import { readData } from '../../store/data.ts';
import { sealingOf } from '../directory/reading.ts';
import { whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

interface AddOptions extends CommonOptions {
  party?: string;
  type?: string;
}

interface GetOptions extends CommonOptions {
  output?: string;
}

const example = 'kmXyZRZ4nB5f1mA3b2hXz0e0m7o1gkV9sTjv0PpG3tE';

const add = {
  usage: 'add <file>',
  summary: 'keep a paper, photo or credential beside the log, encrypted',
  about:
    'Says its digest, which records name it by (docs/protocol/record.md). The log never gets the document.',
  examples: [
    'document add invoice.pdf --party "Ring Mill"',
    'document add - --type image/jpeg --json < photo',
  ],
};

const get = {
  usage: 'get <digest>',
  summary: 'get a kept document back, byte by byte',
  examples: [`document get ${example} -o invoice.pdf`, `document get ${example} --json`],
};

export function documentCommands(parent: Command, cli: Cli): void {
  const made = group(parent, 'document', 'papers, photos and credentials beside the log', [
    'document add invoice.pdf --party "Ring Mill"',
    `document get ${example} -o invoice.pdf`,
  ]);
  command<AddOptions>(made, cli, add, (session, options, [file = '']) => keep(session, options, file))
    .option('--party <party>', 'whose it is: id or name; the operator’s if left out')
    .option('--type <media type>', 'what it is; by the end of its name if left out');
  command<GetOptions>(made, cli, get, (session, options, [digest = '']) =>
    give(session, options, digest),
  ).option('-o, --output <file>', 'where to write it');
}

const typeByEnd: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.jwt': 'application/vc+jwt',
  '.sdjwt': 'application/vc+sd-jwt',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The media type of a file that is to be kept; throws where it is none of those that are. */
export function mediaTypeOf(file: string, told: string | undefined): string {
  const type = told ?? typeByEnd[extname(file).toLowerCase()];
  if (type !== undefined && documentTypes.includes(type)) return type;
  throw new CannotTell(`say with --type what ${file} is: ${documentTypes.join(', ')}`);
}

function keep(session: Session, { party, type }: AddOptions, file: string): Promise<ExitCode> {
  const mediaType = mediaTypeOf(file, type);
  const bytes = new Uint8Array(readFileSync(file === '-' ? 0 : file));
  if (bytes.length === 0) throw new CannotTell(`there is nothing in ${file}`);
  if (!beginsAs(mediaType, bytes)) throw new CannotTell(`${file} is not ${mediaType}`);
  return whileWriting(
    session,
    ({ node, data }) => {
      const owner =
        party === undefined ? { ok: true as const, value: node.operator } : partyIdOf(node, party);
      if (!owner.ok) return session.output.refused(owner.refusals);
      const digest = data.documents.keep(bytes, {
        party: owner.value,
        mediaType,
        keptAtMs: session.io.nowMs(),
      });
      const value = { digest, size: bytes.length, mediaType, party: owner.value };
      return session.output.answer(value, () => [`${digest}  ${mediaType}, ${bytes.length} bytes`]);
    },
    { mustExist: true },
  );
}

/** Beside a serving node, if there is one. */
function give(session: Session, { output }: GetOptions, digest: string): ExitCode {
  const data = readData(session.directory, { sealing: sealingOf(session) });
  try {
    const [about, ...others] = data.documents.about(digest);
    const bytes = about === undefined ? undefined : data.documents.read(digest);
    if (about === undefined || bytes === undefined) return session.output.refused([notHere(digest)]);
    if (output !== undefined) writeFileSync(output, bytes);
    const { mediaType, size } = about;
    const readers = [about, ...others].map(({ party }) => party);
    const value = { digest, mediaType, size, readers, ...(output === undefined ? {} : { file: output }) };
    const what = `${mediaType}, ${size} bytes`;
    return session.output.answer(value, () => [
      output === undefined ? `${digest}  ${what}: -o FILE writes it` : `${output}  ${what}`,
    ]);
  } finally {
    data.close();
  }
}

function notHere(digest: string): { code: string; detail: string } {
  return { code: 'NO_SUCH_RESOURCE', detail: `This node keeps no document ${digest}.` };
}
