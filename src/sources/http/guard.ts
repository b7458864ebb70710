import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { AppError } from '#src/lib/errors.ts';

/**
 * Addresses that no source lives at on the public internet (IANA special-purpose registries, RFC 6890): asking
 * them would turn the bot into a way into the network it runs in.
 */
const internal = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  internal.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  internal.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is one of the public internet; an IPv4 address written as an IPv6 one counts as what it is. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !internal.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

/** Hosts that may be internal: `127.0.0.1:3300`, `shop.internal` (any port). */
export type PrivateHosts = readonly string[];

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80');

const isAllowed = (url: URL, allowed: PrivateHosts): boolean =>
  allowed.some((one) => one === hostOf(url) || one === `${hostOf(url)}:${portOf(url)}`);

/**
 * Reads an address that a request is about to go to. Throws AppError when it is none of http(s) or an internal
 * one; names are looked up later, when the connection is made (`guardedLookup`).
 */
export const checkUrl = (text: string, allowed: PrivateHosts): URL => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new AppError('bad_config', 'not an http(s) address', {
      userMessage: 'The address is not one that begins with https:// or http://.',
    });
  const host = hostOf(url);
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isAllowed(url, allowed)) throw isInternal(host);
  return url;
};

const isInternal = (host: string): AppError =>
  new AppError('not_allowed', `${host} is an internal address`, {
    userMessage: `${host} is an address inside your network; Crosswalk only reads from addresses on the internet.`,
    hint: `If it is meant, name it in CROSSWALK_PRIVATE_HOSTS (for example CROSSWALK_PRIVATE_HOSTS=${host}).`,
  });

type Found = (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void;
export type Lookup = (host: string, options: LookupOptions, found: Found) => void;

/**
 * A look-up of names for the connection itself that refuses internal addresses: what was checked is what is
 * connected to, whatever the name says a second later.
 */
export const guardedLookup =
  (allowed: PrivateHosts, look: typeof systemLookup = systemLookup): Lookup =>
  (host, options, found) => {
    look(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const named = allowed.some((one) => one === host || one.startsWith(`${host}:`));
      const usable = named ? addresses : addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = usable;
      if (!first) return found(isInternal(host), []);
      return options.all ? found(null, usable) : found(null, first.address, first.family);
    });
  };
