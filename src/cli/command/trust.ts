import type { Command } from 'commander';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, group } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import type { ExitCode } from '../io.ts';
import { type CommonOptions, table } from '../output.ts';
import { type Claims, claimsIn, idOfName, timeOf } from '../record/claims.ts';
import { say } from '../record/say.ts';
import { listWords, nameOf, timeWords } from '../record/words.ts';
import type { Session } from '../session.ts';

interface SetOptions extends CommonOptions {
  from?: string;
}

interface Anchor {
  party: string;
  schemes: string[];
}

const set = {
  usage: 'set <file>',
  summary: 'say whom you trust to begin chains of accreditation; replaces what you said before',
  about:
    'FILE, or -: {"anchors":[{"party":"Accreditation Board","schemes":["*"]}]}, the party by id or name. What was judged\n' +
    'under the trust of before stays judged so.',
  examples: ['trust set trust.json', 'trust set trust.json --from 2026-07-01 --json'],
};

const show = {
  usage: 'show',
  summary: 'the anchors that count now, and those of before',
  examples: ['trust show', 'trust show --json'],
};

export function trustCommands(parent: Command, cli: Cli): void {
  const trust = group(parent, 'trust', 'whom you trust to begin chains of accreditation', [
    'trust set trust.json',
    'trust show',
  ]);
  command<SetOptions>(trust, cli, set, (session, options, [file = '']) =>
    setTrust(session, options, file),
  ).option('--from <time>', 'from when on it counts; as FILE says, or now');
  command<CommonOptions>(trust, cli, show, showTrust);
}

async function setTrust(session: Session, { from }: SetOptions, file: string): Promise<ExitCode> {
  const read = claimsIn(file);
  if (!read.ok) return session.output.refused(read.refusals);
  const nowMs = session.io.nowMs();
  return say(session, 'trust', {}, (node) => ({
    ok: true,
    value: read.value.map((claims) => ({
      ...withAnchorIds(node, claims),
      from: from === undefined ? (claims['from'] ?? timeOf(undefined, nowMs)) : timeOf(from, nowMs),
    })),
  }));
}

function withAnchorIds(node: SelvedgeNode, claims: Claims): Claims {
  const { anchors } = claims;
  if (!Array.isArray(anchors)) return claims;
  const named = anchors.map((anchor: Partial<Anchor> | null) =>
    typeof anchor?.party === 'string' ? { ...anchor, party: idOfName(node, anchor.party) } : anchor,
  );
  return { ...claims, anchors: named };
}

function showTrust(session: Session): Promise<ExitCode> {
  return whileReading(session, ({ node }) => {
    const { records } = node.records({ kind: 'trust', limit: 1000 });
    return session.output.answer(records, ({ bold }) =>
      records.length === 0
        ? ['No anchors are set: nobody can be accredited.']
        : records.flatMap(({ claims, entry }) => [
            bold(`from ${timeWords(claims['from'])} (entry ${entry})`),
            ...table(
              ((claims['anchors'] ?? []) as Anchor[]).map(({ party, schemes }) => [
                `  ${nameOf(node, party)}`,
                listWords(schemes),
                party,
              ]),
            ),
          ]),
    );
  });
}
