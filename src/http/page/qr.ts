// The address as a QR code: one SVG path, always dark on white with its quiet zone, also on a dark page.
import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** ISO/IEC 18004, 9.1: four modules of quiet zone on every side. */
const quietModules = 4;

/** `label`: what it is, for those who do not see it. */
export function qrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const side = size + 2 * quietModules;
  return html`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${data.map(rowPath).join('')}"/></svg>`;
}

function rowPath(row: boolean[], y: number): string {
  const runs = [
    ...row
      .map((dark) => (dark ? '1' : '0'))
      .join('')
      .matchAll(/1+/g),
  ];
  return runs
    .map(
      ({ 0: run, index }) => `M${index + quietModules} ${y + quietModules}h${run.length}v1h-${run.length}z`,
    )
    .join('');
}
