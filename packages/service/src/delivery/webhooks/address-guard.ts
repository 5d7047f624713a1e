import { BlockList, isIP, isIPv4 } from 'node:net';

/** IPv4 that is not everybody's: this net, private, shared, loopback, link-local, documentation, measurement, multicast, reserved (RFC 6890). */
const NOT_PUBLIC = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  NOT_PUBLIC.addSubnet(net, bits, 'ipv4');
}
/** Of IPv6 only global unicast is everybody's, but for what carries other addresses or stands in documentation. */
const GLOBAL_UNICAST = new BlockList();
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_PUBLIC.addSubnet(net, bits, 'ipv6');
}

/** Is it an address on the public internet, and not one of the machine or network that the service stands in? */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (isIPv4(address)) return !NOT_PUBLIC.check(address, 'ipv4');
  return GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}

const MOST_URL_LENGTH = 2_000;

/** Hosts to which webhooks may go without TLS and at private addresses: `host` or `host:port`. */
export type AllowedHosts = readonly string[];

export function isAllowedHost({ hostname, host }: URL, allowed: AllowedHosts): boolean {
  return allowed.includes(host.toLowerCase()) || allowed.includes(hostname.toLowerCase());
}

/** The host of an address as it is connected to: without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Why a webhook cannot go there, as far as the address alone says; null when it can. Names are looked at again when they are connected to. */
export function urlProblem(text: string, allowed: AllowedHosts): string | null {
  if (text.length > MOST_URL_LENGTH || !URL.canParse(text)) return 'it is no address';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'it begins with neither https:// nor http://';
  if (url.username !== '' || url.password !== '') return 'it holds a user or a password';
  if (url.hash !== '') return 'it has a fragment, which is never sent';
  if (isAllowedHost(url, allowed)) return null;
  if (url.protocol !== 'https:') return 'it is not https://, and its host is not among those allowed';
  const host = bareHost(url);
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'it is an address that is not public';
  return null;
}
