import type { Command } from 'commander';
import { type Cli, command } from '../describe.ts';
import { recordGroup } from '../record/group.ts';
import { sayingOptions } from '../record/say.ts';
import { sayStatus, type StatusOptions } from '../record/status.ts';

const example = 'https://anchor.example/accreditation/7';

const changes = [
  {
    name: 'suspend',
    state: 'suspended',
    summary: 'suspend an accreditation: nothing new is confirmed under it meanwhile',
  },
  { name: 'reinstate', state: 'reinstated', summary: 'end a suspension' },
  { name: 'revoke', state: 'revoked', summary: 'revoke an accreditation, for ever' },
] as const;

export function accreditCommands(parent: Command, cli: Cli): void {
  const described = {
    name: 'accredit',
    kind: 'accreditation',
    summary: 'accreditations: who may certify what, and where',
    example,
  } as const;
  const made = recordGroup(parent, cli, described, {
    summary: 'accredit a body',
    about: 'An anchor (see `selvedge trust`) accredits in any role, an accredited body within its own.',
  });
  for (const { name, state, summary } of changes) {
    const words = {
      usage: `${name} <id>`,
      summary,
      examples: [
        `accredit ${name} ${example} --party "Accreditation Board" --from 2026-06-01`,
        `accredit ${name} ${example} --party "Accreditation Board" --reason "surveillance audit" --json`,
      ],
    };
    sayingOptions(
      command<StatusOptions>(made, cli, words, (session, options, [id = '']) =>
        sayStatus(session, options, id, state),
      ),
    )
      .option('--from <time>', 'from when on it counts; now if left out')
      .option('--reason <text>', 'why; can be withheld and erased');
  }
}
