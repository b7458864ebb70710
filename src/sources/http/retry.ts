/** Statuses after which the same request may go through a little later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Whether a status says "not now" rather than "no"; 520 to 530 are Cloudflare's for a server it cannot reach. */
export const isTransient = (status: number): boolean =>
  passing.has(status) || (status >= 520 && status <= 530);

/** What `Retry-After` asks for, in milliseconds: it holds seconds or a date (RFC 9110, 10.2.3). Null when there is none. */
export const retryAfterMs = (headers: Headers): number | null => {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  const sent = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) || Number.isNaN(sent) ? null : Math.max(0, at - sent);
};

const firstWaitMs = 400;
const longestBackoffMs = 20_000;

/** How long to wait before try number `tries` + 1: doubling, anywhere below it, so that many callers do not come back at once. */
export const backoffMs = (tries: number, random: () => number): number =>
  Math.round(random() * Math.min(longestBackoffMs, firstWaitMs * 2 ** tries));
