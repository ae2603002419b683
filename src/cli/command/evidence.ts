import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { formatVerifierKey, levels } from '#verifier';
import type { Level } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { DataInUse } from '../../store/data.ts';
import { type Cli, command, oneOf, whole } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { whileWriting } from '../directory/writing.ts';
import { lotIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

interface EvidenceOptions extends CommonOptions {
  output: string;
  level: Level;
  since?: number;
}

const description = {
  usage: 'evidence <id>',
  summary: 'write the file with which a stranger checks where a lot comes from',
  about:
    'The checkpoint in it is written to the guard file of the data directory before the file is. Beside a serving node,\n' +
    'which owns that file, the evidence is of the last checkpoint that the node has published (at most some seconds old).',
  examples: [
    'evidence 09520161000011/62J1 -o shirt.evidence',
    'evidence /01/09520161000011/10/62J1 -o shirt.evidence --level country',
    'evidence /01/09520161000011/10/62J1 -o shirt.evidence --since 512',
  ],
};

export function evidenceCommand(parent: Command, cli: Cli): void {
  command<EvidenceOptions>(parent, cli, description, evidence)
    .requiredOption('-o, --output <file>', 'where to write it')
    .option('--level <level>', `how much it shows: ${levels.join(', ')}`, oneOf(levels), 'full' as Level)
    .option(
      '--since <size>',
      'prove consistency with your earlier checkpoint of this size',
      whole(0, Number.MAX_SAFE_INTEGER),
    );
}

async function evidence(
  session: Session,
  options: EvidenceOptions,
  [text = '']: string[],
): Promise<ExitCode> {
  const id = lotIdOf(text);
  const write = ({ node }: { node: SelvedgeNode }): ExitCode => writeEvidence(session, node, id, options);
  try {
    return await whileWriting(session, write, { mustExist: true });
  } catch (fault) {
    if (!(fault instanceof DataInUse)) throw fault;
    return whileReading(session, write, 'published');
  }
}

function writeEvidence(
  session: Session,
  node: SelvedgeNode,
  id: string,
  { output, level, since }: EvidenceOptions,
): ExitCode {
  const answer = node.evidence(id, { level, ...(since === undefined ? {} : { since }) });
  if (!answer.ok) return session.output.refused(answer.refusals);
  writeFileSync(output, answer.value);
  const { origin, size, key } = node.head();
  const value = {
    file: output,
    bytes: answer.value.length,
    id,
    level,
    log: { origin, size, key: formatVerifierKey(key) },
  };
  return session.output.answer(value, () => [
    `${output}: ${answer.value.length} bytes, level ${level}, of the log ${origin} with ${size} entries`,
    `check it: selvedge verify ${output} --key '${value.log.key}'`,
  ]);
}
