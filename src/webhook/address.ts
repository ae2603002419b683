// Where the node sends to: never into the network that it stands in, unless the operator has named the receiver.
// Whoever subscribes chooses the address, so it is the node that must not be made to knock at doors that only it can reach.
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Answer } from '../flow/node.ts';

const longest = 2_000;
const leastPort = 1024;

/** Not globally reachable, or for no single machine (IANA special-purpose registry, RFC 6890 and its like). */
const refused4: readonly (readonly [string, number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
  ] as const),
  ...([
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
  ] as const),
  ...([
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
];
/** Of IPv6 only global unicast is sent to, without what stands for other addresses in it: mapped (::ffff:0:0/96),
 * translated (64:ff9b::/96), local (fc00::/7, fe80::/10) and all else lies outside of it. */
const global6 = ['2000::', 3] as const;
const refused6: readonly (readonly [string, number])[] = [
  ...([
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['3fff::', 20],
  ] as const),
];

const refused = new BlockList();
for (const [net, bits] of refused4) refused.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of refused6) refused.addSubnet(net, bits, 'ipv6');
const global = new BlockList();
global.addSubnet(...global6, 'ipv6');

/** Whether anybody on the internet could reach that address. What is no address is not public. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  if (isIPv4(address)) return !refused.check(address, 'ipv4');
  return global.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

/** Receivers in the operator's own network: `host` (at any port) or `host:port`, as in a URL. */
export type PrivateHosts = readonly string[];

/** The operator has said that this may be sent to, wherever it lies. */
export function isNamed({ hostname, host }: URL, named: PrivateHosts): boolean {
  return named.includes(hostname) || named.includes(host);
}

/** WEBHOOK_URL_REFUSED, with the reason. Names are looked up when something is sent, each time. */
export function addressOf(text: string, named: PrivateHosts): Answer<URL> {
  const url = text.length <= longest ? URL.parse(text) : null;
  if (url === null) return no('This is no address such as https://erp.mill.example/selvedge.');
  if (url.username !== '' || url.password !== '')
    return no('The address holds a name or password: the receiver knows us by the signature.');
  if (isNamed(url, named)) {
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb ? { ok: true, value: url } : no('The address begins with https:// or http://.');
  }
  if (url.protocol !== 'https:') return no('The address begins with https://.');
  if (url.port !== '' && Number(url.port) < leastPort)
    return no(`The port is 443, or ${leastPort} and above.`);
  if (!mayBePublic(hostOf(url))) return no('The address lies in a private network.');
  return { ok: true, value: url };
}

/** As a socket takes it: IPv6 without brackets, no dot at the end. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/;

function mayBePublic(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !privateNames.test(host);
}

function no(detail: string): Answer<never> {
  return { ok: false, refusals: [{ code: 'WEBHOOK_URL_REFUSED', detail, field: 'url', pointer: '/url' }] };
}
