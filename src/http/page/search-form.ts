// The one search box: whatever stands on a label or in a record.
import { type Html, html } from './html.ts';

export function searchForm(asked = ''): Html {
  return html`<form action="/find" method="get" role="search">
<label for="q">A number or address from a label</label>
<input id="q" name="q" value="${asked}" maxlength="300" autocomplete="off" autocapitalize="off" spellcheck="false" required>
<button type="submit">Find</button>
</form>
<p class="quiet">Takes a product number (GTIN), a product and batch number as <bdi class="number">GTIN/batch</bdi>, a parcel number (SSCC), the address in a QR code, an EPC URN, or the number of a record in the log.</p>`;
}
