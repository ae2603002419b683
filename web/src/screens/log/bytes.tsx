// The 54 bytes of an entry as they are in the log, each group beside what it says (docs/protocol/entry.md).
import { decodeEntry, encodeHex } from '#verifier';
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';

export function BytesView({ bytes }: { bytes: Uint8Array }): ReactNode {
  const { t, formats } = useWords();
  const entry = decodeEntry(bytes);
  if (entry === undefined) return <p>{t('log.bytesStrange')}</p>;
  const { kind, recordedAtMs, firstLot, lotCount } = entry;
  const isRoot = kind === 'holdings';
  const parts: [from: number, to: number, says: string][] = [
    [0, 1, t('log.byteVersion')],
    [1, 2, isRoot ? t('log.byteRoot') : t('log.byteStatement')],
    [2, 10, t('log.byteTime', { moment: formats.moment(recordedAtMs) })],
    [
      10,
      18,
      isRoot
        ? t('log.byteLeaves', { count: firstLot })
        : t('log.byteFirstLot', { number: formats.number(firstLot) }),
    ],
    [18, 22, t('log.byteLots', { count: lotCount })],
    [22, 54, isRoot ? t('log.byteMap') : t('log.byteDigest')],
  ];
  return (
    <table className="log-bytes">
      <caption className="visually-hidden">{t('log.bytes')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('log.bytePlace')}</th>
          <th scope="col">{t('log.byteRaw')}</th>
          <th scope="col">{t('log.byteSays')}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(([from, to, says]) => (
          <tr key={from}>
            <th scope="row" className="amount">
              {to - from === 1 ? from : `${from}–${to - 1}`}
            </th>
            <td>
              <code dir="ltr">{spaced(encodeHex(bytes.slice(from, to)))}</code>
            </td>
            <td>{says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function spaced(hex: string): string {
  return hex.match(/.{1,8}/g)?.join(' ') ?? '';
}
