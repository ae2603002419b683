// GS1 keys of made-up companies, as canonical Digital Links. Prefixes begin with 952, which GS1 keeps for examples.

const root = 'https://id.gs1.org';

/** The GS1 check digit of a run of digits: weights 3 and 1 from the right (GS1 General Specifications 7.9.1). */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const weight = (digits.length - place) % 2 === 1 ? 3 : 1;
    sum += weight * (digits.charCodeAt(place) - 48);
  }
  return String((10 - (sum % 10)) % 10);
}

function checked(digits: string): string {
  return digits + checkDigit(digits);
}

/** A product; `prefix` has 7 digits, `item` at most 5. */
export function productId(prefix: string, item: number): string {
  return `${root}/01/${checked(`0${prefix}${String(item).padStart(5, '0')}`)}`;
}

export function lotId(product: string, lot: string): string {
  return `${product}/10/${lot}`;
}

export function itemId(product: string, serial: string): string {
  return `${product}/21/${serial}`;
}

/** A place (GLN); `place` at most 5 digits. */
export function facilityId(prefix: string, place: number): string {
  return `${root}/414/${checked(`${prefix}${String(place).padStart(5, '0')}`)}`;
}

/** A logistic unit (SSCC); `serial` at most 9 digits. */
export function unitId(prefix: string, serial: number): string {
  return `${root}/00/${checked(`0${prefix}${String(serial).padStart(9, '0')}`)}`;
}

/** A document (GDTI) of that company: an order, a despatch advice, a certificate. */
export function paperId(prefix: string, kind: number, serial: string): string {
  return `${root}/253/${checked(`${prefix}${String(kind).padStart(5, '0')}`)}${serial}`;
}
