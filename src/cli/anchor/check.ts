// Proofs checked as a stranger would, and heads of other logs kept in this one.
import { readFileSync } from 'node:fs';
import {
  decodeBase64,
  encodeBase64url,
  equalBytes,
  openAnchor,
  type OpenedAnchor,
  parseCheckpointText,
  parseNote,
  utf8Text,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { SettledAnchor } from '../../flow/ports.ts';
import { whileReading } from '../directory/reading.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { Colours } from '../output.ts';
import { say, type SayingOptions } from '../record/say.ts';
import type { Session } from '../session.ts';
import { dayWords } from '../words.ts';

interface CheckedAnchor extends Pick<SettledAnchor, 'chain' | 'size' | 'root'> {
  ok: boolean;
  detail: string | null;
  shows: OpenedAnchor | null;
}

export function checkProofs(session: Session): Promise<ExitCode> {
  return whileReading(session, ({ world, node }) => {
    const anchors = world.anchored.newest(node.head().size).map((anchor) => checked(node, anchor));
    const value = { ok: anchors.every(({ ok }) => ok), anchors };
    const words = ({ green, red }: Colours): string[] =>
      anchors.length === 0
        ? ['No anchor has settled yet.']
        : anchors.map(({ chain, size, ok, detail, shows }) =>
            ok && shows !== null
              ? `${green('ok')} ${chain} ${size} entries at ${shows.place}, ${dayWords(shows.atMs)}${shows.block === null ? '' : `, block ${shows.block.number} ${shows.block.hash}`}`
              : `${red('✗')} ${chain} ${size} entries: ${detail}`,
          );
    return value.ok ? session.output.answer(value, words) : session.output.no(value, words);
  });
}

function checked(node: SelvedgeNode, { settledAtMs: _, ...anchor }: SettledAnchor): CheckedAnchor {
  const { chain, size, root } = anchor;
  const opened = openAnchor(anchor, node.head().key, nodePrimitives);
  const own = node.rootAt(size);
  const told = decodeBase64(root);
  const isOurs = own !== undefined && told !== undefined && equalBytes(own, told);
  const detail = opened.ok
    ? isOurs
      ? null
      : 'the log has another root of that size'
    : opened.refusal.detail;
  return { chain, size, root, ok: detail === null, detail, shows: opened.ok ? opened.anchor : null };
}

export function tellHead(session: Session, options: SayingOptions, [file = '']: string[]): Promise<ExitCode> {
  const note = parseNote(utf8Text(readFileSync(file)) ?? '');
  const head = note.ok ? parseCheckpointText(note.note.text) : undefined;
  if (head === undefined) throw new CannotTell(`${file} is no checkpoint of a log`);
  const claims = { log: head.origin, size: head.size, root: encodeBase64url(head.root) };
  return say(session, 'head', options, () => ({ ok: true, value: [claims] }));
}
