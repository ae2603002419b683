// From nothing to the first answer: a new process reads the snapshot of a log with ten million edges and traces 50,000 lots.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootsByAncestors } from '../../scenario/graph-root.ts';
import { median } from '../rounds.ts';
import type { Row } from '../row.ts';
import { milliseconds } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory } from '../setting.ts';
import { graphOf } from '../trace/trace.ts';
import { writeLargeSnapshot } from './snapshot.ts';

export const restartSection: Section = {
  name: 'restart',
  run: (setting) => inDirectory((directory) => restartRows(setting, directory)),
};

interface Said {
  mainAt: number;
  loadedAt: number;
  recoveredAt: number;
  tracedAt: number;
  nodes: number;
}

async function restartRows(setting: Setting, directory: string): Promise<Row[]> {
  setting.progress('generating the graph');
  const made = graphOf(setting);
  const [root] = rootsByAncestors(made, [50_000], 40);
  writeLargeSnapshot(directory, made, setting.progress);
  const bytes = statSync(join(directory, 'snapshot')).size;
  const runs = Array.from({ length: 5 }, (_, run) => {
    setting.progress(`start ${run + 1} of 5`);
    return start(directory, root!.lot);
  });
  const of = (figure: (run: (typeof runs)[number]) => number): number => median(runs.map(figure));
  const raw = {
    'process start': milliseconds(of(({ said }) => said.mainAt)),
    'code loaded': milliseconds(of(({ said }) => said.loadedAt - said.mainAt)),
    'snapshot read and its checksum compared': milliseconds(
      of(({ said }) => said.recoveredAt - said.loadedAt),
    ),
    walk: milliseconds(of(({ said }) => said.tracedAt - said.recoveredAt)),
    snapshot: `${(bytes / 1e6).toFixed(0)} MB`,
  };
  const what = `process start to the first trace (${runs[0]!.said.nodes} nodes), ${(made.edges / 1e6).toFixed(1)} million edges`;
  const note =
    'snapshot in the page cache; it was built from the arrays of the generator, with all that a real one holds';
  return [
    {
      section: 'Restart',
      what,
      value: of(({ wallMs }) => wallMs) / 1_000,
      unit: 's',
      target: { atMost: 1 },
      raw,
      note,
    },
  ];
}

/** `wallMs`: from the call to the end of the trace, the end of the process not included. */
function start(directory: string, lot: number): { wallMs: number; said: Said } {
  const child = fileURLToPath(
    new URL(`./child.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
  );
  const startedAt = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, [child, directory, String(lot)], {
    encoding: 'utf8',
    maxBuffer: 1e6,
  });
  const endedAt = performance.now();
  if (status !== 0) throw new Error(`the restarted process failed: ${stderr}`);
  const said = JSON.parse(stdout) as Said;
  return { wallMs: Math.min(endedAt - startedAt, said.tracedAt + spawnMs), said };
}

/** What passes before a process counts its own time: fork and exec, measured as 1 to 3 ms. */
const spawnMs = 3;
