// Witnesses and logs as the command line names them.
import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { parseCosignerKey, parseLogKey, parsePolicy, utf8Text } from '#verifier';
import type { LogKey, Policy } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { WitnessAddress } from '../../witness/ask.ts';
import { CannotTell } from '../fault.ts';

/** For `--witness`, which may be given several times: `<vkey>=<url>`. */
export function witnessAddresses(text: string, before: WitnessAddress[] = []): WitnessAddress[] {
  const [, vkey = '', url = ''] = /^(.+?)=(https?:\/\/.+)$/.exec(text) ?? [];
  const key = parseCosignerKey(vkey, nodePrimitives);
  if (key === undefined || !isAddress(url))
    throw new InvalidArgumentError(
      'The verifier key of a witness, = and its address, such as https://witness.example.',
    );
  return [...before, { key, url }];
}

/** Nobody can be asked with a name and a password before the host: `fetch` refuses it. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
}

/** For `--log`, which may be given several times. */
export function logKeys(text: string, before: LogKey[] = []): LogKey[] {
  const key = parseLogKey(text, nodePrimitives);
  if (key === undefined)
    throw new InvalidArgumentError('The verifier key of a log, as `selvedge log head` shows it.');
  return [...before, key];
}

/** Throws CannotTell where the file is no policy (C2SP tlog-policy). */
export function readPolicy(path: string): Policy {
  const text = utf8Text(readFileSync(path));
  const parsed = text === undefined ? undefined : parsePolicy(text, nodePrimitives);
  if (parsed?.ok) return parsed.policy;
  throw new CannotTell(`${path} is no policy: ${parsed?.refusal.detail ?? 'no UTF-8'}`);
}

/** Those of `--witness`, and those that the policy gives an address; each key once. */
export function witnessesToAsk(
  given: readonly WitnessAddress[],
  policy: string | undefined,
): WitnessAddress[] {
  const listed = policy === undefined ? [] : readPolicy(policy).witnesses;
  const addressed = listed.flatMap(({ key, url }) => (url === null ? [] : [{ key, url }]));
  const wrong = addressed.find(({ url }) => !isAddress(url));
  if (wrong !== undefined) throw new CannotTell(`${wrong.url} in ${policy} is no address of a witness`);
  const all = [...given, ...addressed];
  return all.filter(
    ({ key }, at) => all.findIndex((one) => one.key.keyId === key.keyId && one.key.name === key.name) === at,
  );
}
