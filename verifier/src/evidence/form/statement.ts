// One of the member `statements`: an entry of the log, and what is shown of the statement that it holds.
import { hasExactly, isNatural, isTime } from '../../bytes/member.ts';

export interface EvidenceStatement {
  /** Of its entry in the log. */
  readonly index: number;
  readonly recordedAtMs: number;
  readonly firstLot: number;
  readonly lotCount: number;
  /** A presentation: the JWT with those disclosures that are shown. */
  readonly sdjwt: string;
}

const members = ['index', 'recordedAtMs', 'firstLot', 'lotCount', 'sdjwt'];
const lotCountMax = 2 ** 32 - 1;

export function readStatement(value: unknown): EvidenceStatement | undefined {
  if (!hasExactly(value, members)) return undefined;
  const { index, recordedAtMs, firstLot, lotCount, sdjwt } = value;
  if (!isNatural(index) || !isTime(recordedAtMs) || !isNatural(firstLot)) return undefined;
  if (!isNatural(lotCount) || lotCount > lotCountMax || typeof sdjwt !== 'string') return undefined;
  return { index, recordedAtMs, firstLot, lotCount, sdjwt };
}

/** The same value with its members in the order of the file. */
export function writeStatement(statement: EvidenceStatement): EvidenceStatement {
  const { index, recordedAtMs, firstLot, lotCount, sdjwt } = statement;
  return { index, recordedAtMs, firstLot, lotCount, sdjwt };
}
