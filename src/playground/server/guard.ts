import type { IncomingMessage } from 'node:http';

const loopback = /^(localhost|0\.0\.0\.0|127(?:\.\d{1,3}){3}|\[::1?\])(:\d{1,5})?$/i;

/**
 * Whether a request may be answered. A page of another site can make a browser send requests here, so anything that
 * a browser sent must come from our own page (`Origin`), under a name that means this machine (`Host`: a name that
 * was pointed here from outside is refused).
 */
export const isOurs = (request: IncomingMessage, hosts: readonly string[]): boolean => {
  const host = request.headers.host ?? '';
  if (!loopback.test(host) && !hosts.includes(host.replace(/:\d+$/, '').toLowerCase())) return false;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== 'null') return new URL(origin).host === host;
  return origin === undefined && request.headers['sec-fetch-site'] !== 'cross-site';
};
