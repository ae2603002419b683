// EPC URNs (GS1 EPC Tag Data Standard section 6) as the Digital Link path that means the same.
import { refused } from '../bytes/result.ts';
import { checkDigit } from './check-digit.ts';
import { finestIdentifier, type LinkElement, pathRefusal } from './digital-link.ts';
import { unescaped } from './escape.ts';
import type { IdentifierReading } from './reading.ts';

const form = /^urn:epc:(id|class|idpat):([a-z]+):(\d{6,12})\.(.*)$/i;

/** The identifier of an EPC URN; undefined for other texts and for EPC schemes that have no GS1 key (adi, bic, usdod …). */
export function identifierFromUrn(text: string): IdentifierReading | undefined {
  if (!/^urn:epc:(id|class|idpat):/i.test(text)) return undefined;
  const scheme = schemes[text.split(':', 4).slice(2).join(':').toLowerCase()];
  if (scheme === undefined) return undefined;
  const parts = form.exec(text);
  const path = parts === null ? undefined : scheme(parts[3] as string, parts[4] as string);
  if (path === undefined) return refused('BAD_EPC_URN', 'the EPC URN does not have the parts of its scheme');
  const refusal = pathRefusal(path);
  return refusal === undefined ? finestIdentifier(path) : refusal;
}

/** Company prefix and what follows the first point -> key and qualifiers, or undefined if the parts do not fit. */
type Scheme = (prefix: string, rest: string) => LinkElement[] | undefined;

const schemes: Record<string, Scheme> = {
  'id:sgtin': (prefix, rest) => trade(prefix, rest, '21'),
  'id:upui': (prefix, rest) => trade(prefix, rest, '235'),
  'class:lgtin': (prefix, rest) => trade(prefix, rest, '10'),
  'idpat:sgtin': (prefix, rest) => pattern(prefix, rest, trade),
  'idpat:upui': (prefix, rest) => pattern(prefix, rest, trade),
  'id:itip': (prefix, rest) => piece(prefix, rest, '21'),
  'idpat:itip': (prefix, rest) => pattern(prefix, rest, piece),
  'id:sscc': (prefix, rest) => single('00', leading(prefix, rest, 17)),
  'id:gsrn': (prefix, rest) => single('8018', filled(prefix, rest, 17)),
  'id:gsrnp': (prefix, rest) => single('8017', filled(prefix, rest, 17)),
  'id:gsin': (prefix, rest) => single('402', filled(prefix, rest, 16)),
  'id:pgln': (prefix, rest) => single('417', filled(prefix, rest, 12)),
  'id:sgln': place,
  'id:gdti': (prefix, rest) => serialised('253', '', prefix, rest),
  'id:sgcn': (prefix, rest) => serialised('255', '', prefix, rest),
  'id:grai': (prefix, rest) => serialised('8003', '0', prefix, rest),
  'idpat:gdti': (prefix, rest) => pattern(prefix, rest, (p, r) => serialised('253', '', p, r)),
  'idpat:sgcn': (prefix, rest) => pattern(prefix, rest, (p, r) => serialised('255', '', p, r)),
  'idpat:grai': (prefix, rest) => pattern(prefix, rest, (p, r) => serialised('8003', '0', p, r)),
  'id:giai': (prefix, rest) => [{ ai: '8004', value: prefix + unescaped(rest) }],
  'id:ginc': (prefix, rest) => [{ ai: '401', value: prefix + unescaped(rest) }],
  'id:cpi': component,
  'idpat:cpi': (prefix, rest) => pattern(prefix, rest, component),
};

/** A pattern `….*` names the class: the key without its serial. */
function pattern(prefix: string, rest: string, read: SchemeOfSerial): LinkElement[] | undefined {
  return rest.endsWith('.*') ? read(prefix, rest.slice(0, -1), '21')?.slice(0, 1) : undefined;
}

type SchemeOfSerial = (prefix: string, rest: string, ai: string) => LinkElement[] | undefined;

function trade(prefix: string, rest: string, ai: string): LinkElement[] | undefined {
  const [item, serial] = cut(rest);
  const gtin = serial === undefined ? undefined : leading(prefix, item, 13);
  return gtin === undefined
    ? undefined
    : [
        { ai: '01', value: gtin },
        { ai, value: unescaped(serial ?? '') },
      ];
}

function piece(prefix: string, rest: string, ai: string): LinkElement[] | undefined {
  const parts = /^(\d+)\.(\d\d)\.(\d\d)\.(.*)$/.exec(rest);
  const gtin = parts?.[1] === undefined ? undefined : leading(prefix, parts[1], 13);
  if (gtin === undefined) return undefined;
  return [
    { ai: '8006', value: `${gtin}${parts?.[2]}${parts?.[3]}` },
    { ai, value: unescaped(parts?.[4] ?? '') },
  ];
}

// Extension 0 means the place itself (EPC Tag Data Standard 6.3.3).
function place(prefix: string, rest: string): LinkElement[] | undefined {
  const [reference, extension] = cut(rest);
  const gln = extension === undefined ? undefined : filled(prefix, reference, 12);
  if (gln === undefined || extension === undefined) return undefined;
  const whole: LinkElement[] = [{ ai: '414', value: gln }];
  return extension === '0' ? whole : [...whole, { ai: '254', value: unescaped(extension) }];
}

function serialised(ai: string, filler: string, prefix: string, rest: string): LinkElement[] | undefined {
  const [reference, serial] = cut(rest);
  const key = serial === undefined ? undefined : filled(prefix, reference, 12);
  return key === undefined ? undefined : [{ ai, value: filler + key + unescaped(serial ?? '') }];
}

function component(prefix: string, rest: string): LinkElement[] | undefined {
  const at = rest.lastIndexOf('.');
  if (at < 1) return undefined;
  return [
    { ai: '8010', value: prefix + unescaped(rest.slice(0, at)) },
    { ai: '8011', value: rest.slice(at + 1) },
  ];
}

function single(ai: string, value: string | undefined): LinkElement[] | undefined {
  return value === undefined ? undefined : [{ ai, value }];
}

function cut(rest: string): [string, string | undefined] {
  const at = rest.indexOf('.');
  return at === -1 ? [rest, undefined] : [rest.slice(0, at), rest.slice(at + 1)];
}

function filled(prefix: string, reference: string, length: number): string | undefined {
  const digits = prefix + reference;
  return digits.length === length && /^\d+$/.test(digits) ? digits + checkDigit(digits) : undefined;
}

// The first digit of the reference (indicator, extension digit) stands before the company prefix in the key.
function leading(prefix: string, reference: string, length: number): string | undefined {
  return reference === '' ? undefined : filled(reference.slice(0, 1) + prefix, reference.slice(1), length);
}
