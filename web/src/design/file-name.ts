// Names of files as others wrote them: shown and saved without what misleads. A record holds any text.

/** Marks of direction and joiners (UAX 9), control characters, and what separates folders on some system. */
const misleading = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const separating = /[/\\:*?"<>|]+/g;
/** Names that Windows keeps for devices, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const most = 120;

/** Of `..\u202Egnp.exe` there is `gnp.exe` left; of nothing, `otherwise`. The end of a long name stays: it says what the file is. */
export function fileName(name: string | null | undefined, otherwise: string): string {
  const plain = (name ?? '')
    .replace(misleading, '')
    .replace(separating, '-')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  if (plain === '') return otherwise;
  const safe = device.test(plain) ? `_${plain}` : plain;
  const end = /\.[A-Za-z0-9]{1,8}$/.exec(safe)?.[0] ?? '';
  return safe.length <= most ? safe : `${safe.slice(0, most - end.length - 1)}…${end}`;
}
