import type { Command } from 'commander';
import type { ClaimVerdict } from '#verifier';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { lotIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import { timeOf } from '../record/claims.ts';
import { recordGroup } from '../record/group.ts';
import { verdictLines } from '../record/verdict.ts';
import type { Session } from '../session.ts';

interface JudgeOptions extends CommonOptions {
  at?: string;
}

const example = 'https://mill.example/claim/3';

const judge = {
  usage: 'judge <what>',
  summary: 'does a claim hold, or all claims on a lot: for how many kilograms, and why not the rest',
  about:
    'WHAT: id of a claim, or a lot as `selvedge trace` takes it. Exit code 0: all hold; 1: one fails, holds in\n' +
    'part or is withdrawn; 2: it cannot be told. Works while a node serves.',
  examples: [
    `claim judge ${example}`,
    'claim judge 09520161000011/62J1 --at 2026-06-30',
    `claim judge ${example} --json`,
  ],
};

export function claimCommands(parent: Command, cli: Cli): void {
  const described = {
    name: 'claim',
    kind: 'claim',
    summary: 'what is claimed of lots and products, and whether it holds',
    example,
  } as const;
  const made = recordGroup(parent, cli, described, {
    summary: 'claim that lots, or all lots of a product, bear a claim of a scheme',
    about: 'Which claims a scheme has, its pack says: `selvedge pack show NAME`.',
  });
  command<JudgeOptions>(made, cli, judge, judgeClaims).option(
    '--at <time>',
    'time of judging; now if left out. The rules are those of the time of the claim',
  );
}

function judgeClaims(session: Session, { at }: JudgeOptions, [what = '']: string[]): Promise<ExitCode> {
  const atMs = at === undefined ? undefined : Date.parse(timeOf(at, session.io.nowMs()));
  return whileReading(session, async ({ node }) => {
    const verdicts = await verdictsOf(node, what, atMs);
    if (!verdicts.ok) return session.output.refused(verdicts.refusals);
    session.output.answer(verdicts.value, (colours) =>
      verdicts.value.length === 0
        ? [`Nothing is claimed of ${what}.`]
        : verdicts.value.flatMap((verdict, at) => [
            ...(at === 0 ? [] : ['']),
            ...verdictLines(node, verdict, colours),
          ]),
    );
    return exitCodeOf(verdicts.value);
  });
}

/** On a claim, where there is one with that id; else on a lot. */
function verdictsOf(
  node: SelvedgeNode,
  what: string,
  atMs: number | undefined,
): Promise<Answer<ClaimVerdict[]>> {
  const isClaim = node.records({ kind: 'claim', id: what, limit: 1 }).total > 0;
  return isClaim ? node.verdictsOn(what, atMs) : node.verdicts(lotIdOf(what), atMs);
}

/** A no outweighs what cannot be told; where nothing is claimed there is nothing to tell. */
function exitCodeOf(verdicts: readonly ClaimVerdict[]): ExitCode {
  const results = verdicts.map(({ result }) => result);
  if (results.some((result) => result !== 'holds' && result !== 'cannot-tell')) return 1;
  return results.length === 0 || results.includes('cannot-tell') ? 2 : 0;
}
