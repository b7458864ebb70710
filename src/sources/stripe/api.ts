import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import { noCircles } from '../http/pages.ts';
import { shaped } from '../shop/reading.ts';

/** The version of the API whose shapes are read (docs.stripe.com/upgrades); an account may stand on any other. */
const version = '2026-10-28.endive';

/** The most a list gives at once. */
const pageSize = '100';

const page = z.object({ data: z.array(z.unknown()), has_more: z.boolean() });
const identified = z.object({ id: z.string() });

/** Reading from Stripe. Throws AppError('not_allowed') where the key may not read a list. */
export type StripeApi = {
  /** A list, newest first, page by page. */
  readonly list: (
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => AsyncGenerator<readonly unknown[]>;
  /** One thing as it is now; null when it is gone. */
  readonly one: (
    path: string,
    id: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => Promise<unknown>;
};

const refused = (status: number, path: string): AppError =>
  new AppError('not_allowed', `Stripe refuses ${path}: ${status}`, {
    userMessage:
      status === 401
        ? 'Stripe refuses the key in STRIPE_API_KEY.'
        : `The key in STRIPE_API_KEY may not read ${path.replaceAll('_', ' ')}.`,
    hint: 'Make a restricted key with read rights for charges, invoices, payouts, disputes and balance.',
  });

export const openStripe = (http: Http, key: string): StripeApi => {
  const get = async (path: string, query: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const url = `https://api.stripe.com/v1/${path}?${new URLSearchParams(query)}`;
    const headers = { authorization: `Bearer ${key}`, 'stripe-version': version };
    const { status, json } = await http.ask({ url, headers, signal });
    if (status === 401 || status === 403) throw refused(status, path.split('/')[0] ?? path);
    return { url, status, json };
  };
  return {
    list: async function* (path, query, signal) {
      const progress = noCircles(path);
      let after: string | null = null;
      do {
        const place: Record<string, string> = after === null ? {} : { starting_after: after };
        const { url, status, json } = await get(path, { limit: pageSize, ...query, ...place }, signal);
        if (status !== 200) throw badStatus('GET', url, status);
        const { data, has_more } = shaped(page, json);
        yield data;
        after = has_more ? shaped(identified, data.at(-1)).id : null;
        if (after !== null) progress(after);
      } while (after !== null);
    },
    one: async (path, id, query, signal) => {
      const { url, status, json } = await get(`${path}/${id}`, query, signal);
      if (status === 404) return null;
      if (status !== 200) throw badStatus('GET', url, status);
      return json;
    },
  };
};
