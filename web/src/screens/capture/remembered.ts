// What people do not have to say twice: where they work, what came out the last time, which number a lot had.
import { useEffect, useState } from 'react';
import { database } from '../../offline/database.ts';
import type { RecordForm, Unit } from './form.ts';

export interface Remembered {
  readonly place: string;
  readonly process: string;
  /** By process: what came out of it the last time. */
  readonly outputs: Readonly<Record<string, readonly { readonly product: string; readonly unit: Unit }[]>>;
  /** By product: the number that was given last. */
  readonly numbers: Readonly<Record<string, string>>;
}

const nothing: Remembered = { place: '', process: '', outputs: {}, numbers: {} };

/** undefined until this device was asked. */
export function useRemembered(party: string | null): Remembered | undefined {
  const [remembered, setRemembered] = useState<Remembered>();
  useEffect(() => {
    let isHere = true;
    setRemembered(undefined);
    if (party !== null) void recall(party).then((found) => isHere && setRemembered(found));
    return () => {
      isHere = false;
    };
  }, [party]);
  return remembered;
}

async function recall(party: string): Promise<Remembered> {
  return ((await (await database()).get('memory', `capture ${party}`)) as Remembered | undefined) ?? nothing;
}

/** After something was recorded. */
export async function remember(party: string, kind: string, form: RecordForm): Promise<void> {
  const before = await recall(party);
  const rows = form.outputs.map(({ product, unit }) => ({ product, unit }));
  const after: Remembered = {
    place: form.place,
    process: kind === 'run' ? form.process : before.process,
    outputs:
      rows.length === 0 ? before.outputs : { ...before.outputs, [outputsKey(kind, form.process)]: rows },
    numbers: {
      ...before.numbers,
      ...Object.fromEntries(form.outputs.map(({ product, number }) => [product, number.trim()])),
    },
  };
  await (await database()).put('memory', after, `capture ${party}`);
}

export function outputsKey(kind: string, process: string): string {
  return kind === 'run' ? `run ${process}` : kind;
}
