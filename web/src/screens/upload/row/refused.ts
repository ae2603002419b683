// Which row and cell a refusal of the node is about.
import type { Json, Parcel } from '../event/event.ts';
import type { NodeRefusal } from './list.ts';
import type { Row, Wrong } from './row.ts';

/** A refusal that names a lot is of the rows with that lot; one that names none is of all rows of the parcel. */
export function refusalsFor(row: Row, parcel: Parcel, refusals: readonly NodeRefusal[]): Wrong[] {
  return refusals.flatMap((refusal): Wrong[] => {
    const lines = linesWith(parcel, refusal);
    if (lines !== null && !lines.includes(row.line)) return [];
    const { code, detail, decidedBy, asked, available, dimension } = refusal;
    const told = {
      ...{ code, detail },
      ...(decidedBy !== undefined && { entry: decidedBy }),
      ...(asked !== undefined &&
        available !== undefined && { asked, available, dimension: dimension ?? 'mass' }),
    };
    return [{ code: 'REFUSED', column: columnFor(row, refusal), refusal: told }];
  });
}

function linesWith({ body, lines }: Parcel, { lot }: NodeRefusal): readonly number[] | null {
  const lists = ['inputQuantityList', 'outputQuantityList'].map(
    (name) => (body[name] as Json[] | undefined) ?? [],
  );
  if (lot === undefined || lines.length < 2) return null;
  const isNamed = lists.flat().some(({ epcClass }) => epcClass === lot);
  return isNamed ? null : [lines[0]!];
}

/** Which cell to look at for a refusal of the node: the one that the field of the event came from. */
function columnFor({ cells }: Row, { code, field }: NodeRefusal): Wrong['column'] {
  if (code === 'OUTPUT_EXCEEDS_INPUT') return cells.outAmount === undefined ? 'inAmount' : 'outAmount';
  if (code === 'LOT_OVERDRAWN') return cells.inAmount === undefined ? 'amount' : 'inAmount';
  if (field === 'quantity') return cells.amount === undefined ? 'outAmount' : 'amount';
  if (field === 'eventTime') return 'day';
  if (field === 'readPoint' || field === 'bizLocation') return 'site';
  if (code === 'LOT_OF_ANOTHER_PARTY') return cells.outLot === undefined ? 'lot' : 'outLot';
  return null;
}
