/**
 * A request to an outside system. Times are per try and include reading the answer; only what may be sent twice
 * is ever sent twice (`idempotent`; without it everything but POST). `sign` is asked before each try for the
 * final address and headers, for signatures and tokens that must not be used again.
 */
export type HttpRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly idempotent?: boolean;
  readonly sign?: () => Promise<Signed> | Signed;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly tries?: number;
  readonly signal?: AbortSignal;
};

/** The final form of a request: its address, and headers on top of the request's own. */
export type Signed = { readonly url?: string; readonly headers?: Readonly<Record<string, string>> };

/** An answer, whatever its status. `url` is the address that gave it. */
export type HttpReply = {
  readonly status: number;
  readonly headers: Headers;
  readonly url: string;
  readonly text: string;
};

export const timeoutOf = (request: HttpRequest): number => request.timeoutMs ?? 30_000;

export const methodOf = (request: HttpRequest): string => request.method ?? 'GET';

/** How often a request may be sent. */
export const triesOf = (request: HttpRequest): number =>
  (request.idempotent ?? methodOf(request) !== 'POST') ? (request.tries ?? 5) : 1;
