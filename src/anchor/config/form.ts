// The members of each kind of anchor in anchors.json. What is misspelt, or is not known here, is refused.
import type { AnchorWish } from './wish.ts';

type Member = (value: unknown) => boolean;
export type Form = Readonly<
  Record<string, { readonly holds: Member; readonly is: string; readonly must: boolean }>
>;

const text: Member = (value) => typeof value === 'string' && value !== '';
/** Name and password before the host: `fetch` refuses such an address, and says it aloud. */
const web: Member = (value) => {
  const url = text(value) ? URL.parse(String(value)) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
};
const whole =
  (least: number, most: number): Member =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const hex =
  (bytes: number): Member =>
  (value) =>
    typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`).test(value);

const must = (is: string, holds: Member): Form[string] => ({ is, holds, must: true });
const may = (is: string, holds: Member): Form[string] => ({ is, holds, must: false });
const aYearSeconds = 366 * 24 * 3600;
const common: Form = {
  chain: must('a chain', text),
  every: may('seconds from 1 to a year', whole(1, aYearSeconds)),
  look: may('seconds from 1 to 3600', whole(1, 3600)),
};

/** By kind. */
export const forms: Readonly<Record<AnchorWish['kind'], Form>> = {
  eip155: {
    ...common,
    rpc: must('an address of http or https', web),
    contract: may('an address of 20 bytes', hex(20)),
    log: may('32 bytes of hex', hex(32)),
    confirmations: may('a whole number of blocks', whole(0, 100_000)),
    replaceAfter: may('seconds from 1 to a day', whole(1, 24 * 3600)),
    mostGwei: may('a whole number above 0', whole(1, 1_000_000)),
  },
  tlog: {
    ...common,
    url: must('an address of http or https', web),
    key: must('a verifier key', text),
    party: must('the id of a party', text),
    name: may('capital letters, digits and _', (value) => text(value) && /^[A-Z0-9_]+$/.test(String(value))),
  },
  file: {
    ...common,
    outbox: must('a folder', text),
    inbox: must('a folder', text),
    key: must('a verifier key', text),
  },
};

/** The first member that is missing, wrong or unknown; undefined where all are right. */
export function wrongMember(
  value: Record<string, unknown>,
  form: Form,
): { name: string; detail: string } | undefined {
  for (const [name, { is, holds, must: mustBe }] of Object.entries(form)) {
    const isThere = Object.hasOwn(value, name);
    if (isThere ? !holds(value[name]) : mustBe) return { name, detail: `${name} is not ${is}` };
  }
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(form, name));
  return unknown === undefined ? undefined : { name: unknown, detail: `${unknown} is not known here` };
}
