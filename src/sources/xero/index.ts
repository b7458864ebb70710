import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { Batch, ConnectedSource, PullContext, Source } from '../define.ts';
import { badStatus } from '../http/failure.ts';
import type { Http } from '../http/http.ts';
import { answered, byId, readEach } from '../shop/reading.ts';
import { companyOf, companySettings } from '../tech/company.ts';
import { invoiceOf } from './read.ts';

const address = 'https://api.xero.com/api.xro/2.0/Invoices';

/** What one page holds (developer.xero.com, Invoices). */
const pageSize = 100;

const page = z.object({ Invoices: z.array(z.unknown()) });
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
const cursorShape = z.object({ since: z.string() });

type Token = (signal: AbortSignal) => Promise<string>;

/** A custom connection gives its token for id and secret: there is no refresh token that would have to be kept. */
const openTokens = (http: Http, id: string, secret: string, now: () => Temporal.Instant): Token => {
  let last: { readonly token: string; readonly until: Temporal.Instant } | null = null;
  return async (signal) => {
    if (last && Temporal.Instant.compare(now().add({ minutes: 2 }), last.until) < 0) return last.token;
    const { status, json } = await http.ask({
      url: 'https://identity.xero.com/connect/token',
      method: 'POST',
      idempotent: true,
      headers: {
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'accounting.transactions.read',
      }).toString(),
      signal,
    });
    if (status !== 200)
      throw new AppError('not_allowed', `Xero refuses the custom connection: ${status}`, {
        userMessage: `Xero refuses XERO_CLIENT_ID and XERO_CLIENT_SECRET (${status}).`,
        hint: 'developer.xero.com → My apps → a custom connection with the scope accounting.transactions.read.',
      });
    const { access_token: token, expires_in: seconds } = answered(tokenAnswer, json, 'Xero');
    last = { token, until: now().add({ seconds: Math.floor(seconds) }) };
    return token;
  };
};

/** Everything that changed since the last read, oldest change first; settled and voided invoices come along. */
async function* pullInvoices(http: Http, token: Token, context: PullContext): AsyncGenerator<Batch> {
  const saved = cursorShape.safeParse(context.cursorOf('invoices'));
  const since = saved.success ? saved.data.since : null;
  for (let number = 1; ; number += 1) {
    const query = new URLSearchParams({
      page: String(number),
      pageSize: String(pageSize),
      order: 'UpdatedDateUTC ASC',
    });
    const { status, json } = await http.ask({
      url: `${address}?${query}`,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${await token(context.signal)}`,
        // Written as the reference has it: without a zone, and UTC is meant.
        ...(since !== null && { 'if-modified-since': since }),
      },
      signal: context.signal,
    });
    if (status !== 200) throw badStatus('GET', address, status);
    const { Invoices: raws } = answered(page, json, 'Xero');
    const { read, unreadable } = readEach(
      raws,
      { family: 'invoices', reference: byId('invoices', 'InvoiceID') },
      invoiceOf,
    );
    yield { rows: { invoices: read.filter((row) => row !== null) }, unreadable };
    if (raws.length < pageSize) break;
  }
  // A minute of overlap: changes of the second in which this read began may come late.
  const value = { since: context.now.subtract({ minutes: 1 }).toString().slice(0, 19) };
  const from = Temporal.Instant.from('2000-01-01T00:00:00Z');
  yield {
    rows: {},
    cursor: { entity: 'invoices', value },
    complete: (['invoices', 'bills'] as const).map((family) => ({
      family,
      from,
      to: context.now,
      dimensions: [],
    })),
  };
}

/** What customers owe and what we owe suppliers, from Xero's books. Names of contacts are not read. */
export const source: Source = {
  id: 'xero',
  label: 'Xero',
  families: ['invoices', 'bills'],
  dimensions: [],
  settings: [
    { name: 'XERO_CLIENT_ID', what: 'Id of a custom connection.', required: true, secret: false },
    { name: 'XERO_CLIENT_SECRET', what: 'Its secret.', required: true, secret: true },
    ...companySettings,
  ],
  everyMinutes: 60,
  connect: (settings, outside): readonly ConnectedSource[] => {
    const [id, secret] = [settings['XERO_CLIENT_ID'], settings['XERO_CLIENT_SECRET']];
    if (!id || !secret) return [];
    // Xero allows 60 requests a minute and 5,000 a day.
    const http = outside.http({ concurrent: 1, perSecond: 0.9 });
    const token = openTokens(http, id, secret, outside.now);
    return [
      {
        key: 'company',
        stores: async () => [companyOf(settings)],
        pull: (context) => pullInvoices(http, token, context),
      },
    ];
  },
};
