import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { handIn, type HandedIn, saidWithDocument } from '../../credential/hand-in.ts';
import { importCredential } from '../../credential/import.ts';
import { keysInFile } from '../../credential/key-source.ts';
import type { Answer } from '../../flow/node.ts';
import { type Cli, command } from '../describe.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import { type Claims, claimsIn, withPartyIds } from '../record/claims.ts';
import { recordLines } from '../record/words.ts';
import type { Session } from '../session.ts';
import { mediaTypeOf } from './document.ts';

interface ImportOptions extends CommonOptions {
  party: string;
  claims?: string;
  issuer?: string;
  issuerKeys?: string;
  statusList?: string[];
}

const described = {
  usage: 'import <file>',
  summary: 'hand in a certificate that was issued elsewhere: a W3C credential, a PDF or a photo',
  about:
    'A credential (JWT or SD-JWT) is checked: signature, dates, status. Of a paper or photo --claims tells what it says; it counts less.\nNothing is fetched: keys and status lists come as files. The document is kept, encrypted; the log gets its digest.',
  examples: [
    'import scope.jwt --party "Gin East" --issuer-keys did.json --status-list revocation.jwt',
    'import scope.pdf --party "Gin East" --claims scope.json --issuer "Control Body"',
  ],
};

export function importCommand(parent: Command, cli: Cli): void {
  command<ImportOptions>(parent, cli, described, (session, options, [file = '']) => {
    const bytes = readFileSync(file);
    const kind = isCredential(bytes) ? credential : paper;
    return whileWriting(
      session,
      (opened) => told(session, opened, kind(session, opened, options, file, bytes)),
      {
        mustExist: true,
      },
    );
  })
    .requiredOption('--party <party>', 'the holder: id or name of a party whose key the node holds')
    .option(
      '--claims <file>',
      'claims of the certificate (docs/protocol/record.md) that the document does not tell',
    )
    .option('--issuer <name>', 'who issued it, of a paper')
    .option('--issuer-keys <file>', 'DID document or JWK set of the issuer; you vouch that they are its')
    .option('--status-list <file...>', 'status list credentials that it names');
}

/** A compact token is ASCII and has two dots; no PDF and no picture begins like that. */
function isCredential(bytes: Uint8Array): boolean {
  return /^\s*[\w-]+\.[\w-]+\.[\w-]*(~|\s*$)/.test(Buffer.from(bytes).toString('latin1'));
}

type Kind = (
  session: Session,
  opened: Opened,
  options: ImportOptions,
  file: string,
  bytes: Uint8Array,
) => Promise<Answer<HandedIn>>;

async function told(
  session: Session,
  { node }: Opened,
  handing: Promise<Answer<HandedIn>>,
): Promise<ExitCode> {
  const handed = await handing;
  if (!handed.ok) return session.output.refused(handed.refusals);
  const { record, format, status, filled } = handed.value;
  return session.output.answer(handed.value, (colours) => [
    ...recordLines(node, record, colours),
    '',
    format === 'credential'
      ? 'It counts as a credential that was checked.'
      : 'It counts as a document, which is less than a credential that was checked.',
    ...(status === 'not-checked'
      ? ['Whether its issuer has revoked it was not checked: --status-list.']
      : []),
    ...(filled.length === 0 ? [] : [`The word of its holder: ${filled.join(', ')}.`]),
  ]);
}

const credential: Kind = async (session, { node, data }, options, _file, bytes) => {
  const party = partyIdOf(node, options.party);
  const overrides = claimsOf(options.claims);
  const keys =
    options.issuerKeys === undefined ? undefined : keysInFile(readFileSync(options.issuerKeys, 'utf8'));
  if (!party.ok || !overrides.ok) return party.ok ? (overrides as Answer<never>) : party;
  if (keys?.ok === false) return { ok: false, refusals: [keys.refusal] };
  const nowMs = session.io.nowMs();
  const read = importCredential(bytes, {
    nowMs,
    ...(keys === undefined ? {} : { resolveKey: keys.value }),
    statusLists: (options.statusList ?? []).map((file) => readFileSync(file, 'utf8')),
  });
  if (!read.ok) return { ok: false, refusals: [read.refusal] };
  const wish = {
    party: party.value,
    overrides: overrides.value,
    vouched: { keys: keys !== undefined, overrides: true },
    nowMs,
  };
  return handIn(node, data.documents, read.value, wish);
};

/** What it says is what its holder says that it says. */
const paper: Kind = async (session, { node, data }, { party: named, claims, issuer }, file, bytes) => {
  if (claims === undefined || issuer === undefined)
    throw new CannotTell(
      'a paper or photo cannot be read: --claims tells what it says, --issuer who issued it',
    );
  const mediaType = mediaTypeOf(file, undefined);
  const party = partyIdOf(node, named);
  const told = claimsOf(claims);
  if (!party.ok || !told.ok) return party.ok ? (told as Answer<never>) : party;
  const imported = { format: 'document', digest: hash('sha256', bytes, 'base64url'), issuer };
  const document = { bytes: new Uint8Array(bytes), mediaType, keptAtMs: session.io.nowMs() };
  const all = withPartyIds(node, { ...told.value, imported });
  const said = await saidWithDocument(
    node,
    data.documents,
    { author: party.value, holder: party.value },
    document,
    all,
  );
  const filled = Object.keys(told.value);
  return said.ok
    ? { ok: true, value: { record: said.value, format: 'document', status: 'none', filled } }
    : said;
};

function claimsOf(file: string | undefined): Answer<Claims> {
  const claims = file === undefined ? { ok: true as const, value: [{}] } : claimsIn(file);
  return claims.ok ? { ok: true, value: claims.value[0] ?? {} } : claims;
}
