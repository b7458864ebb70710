import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/xero/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const stamp = (instant: string): string => `/Date(${Date.parse(instant)}+0000)/`;

const invoice = (id: string, over: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'ACCREC',
  InvoiceID: id,
  InvoiceNumber: `INV-${id}`,
  Status: 'AUTHORISED',
  CurrencyCode: 'EUR',
  Total: 119.5,
  AmountDue: 19.5,
  Date: stamp('2026-10-01T00:00:00Z'),
  DueDate: stamp('2026-10-31T00:00:00Z'),
  UpdatedDateUTC: stamp('2026-11-01T10:00:00Z'),
  Contact: { Name: 'Barney Rubble' },
  ...over,
});

describe('Xero', () => {
  const database = useDatabase();
  const outside = useOutside();
  let books: (readonly object[])[] = [[]];
  let since: (string | null)[] = [];
  let xero: OpenSource;

  beforeEach(async () => {
    await database().client`truncate invoices, cursors, coverage, quarantine`;
    books = [[]];
    since = [];
    outside.use(
      http.post('https://identity.xero.com/connect/token', async ({ request }) => {
        const isKnown = request.headers.get('authorization') === `Basic ${btoa('id:secret')}`;
        const form = new URLSearchParams(await request.text());
        return isKnown && form.get('grant_type') === 'client_credentials'
          ? HttpResponse.json({ access_token: 'at', expires_in: 1800, token_type: 'Bearer' })
          : HttpResponse.json({ error: 'invalid_client' }, { status: 400 });
      }),
      http.get('https://api.xero.com/api.xro/2.0/Invoices', ({ request }) => {
        if (request.headers.get('authorization') !== 'Bearer at')
          return HttpResponse.json({ Status: 401 }, { status: 401 });
        const page = Number(new URL(request.url).searchParams.get('page'));
        since.push(request.headers.get('if-modified-since'));
        return HttpResponse.json({ Status: 'OK', Invoices: books[page - 1] ?? [] });
      }),
    );
    xero = openSource(
      database(),
      source,
      { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'secret' },
      '2026-11-12T08:00:00Z',
    );
  });

  afterEach(() => xero.close());

  const stored = (): Promise<readonly string[]> =>
    askRows(
      database(),
      'select number, kind, amount_minor, paid_minor, due_on, closed_at from invoices order by 1',
    );

  test('brings what customers owe and what we owe, with credits as paid, without drafts and names', async () => {
    books = [[invoice('1'), invoice('2', { Type: 'ACCPAY' }), invoice('3', { Status: 'DRAFT' })]];
    await xero.pull();
    expect(await stored()).toEqual([
      'INV-1 | receivable | 11950 | 10000 | 2026-10-31 | null',
      'INV-2 | payable | 11950 | 10000 | 2026-10-31 | null',
    ]);
    expect(JSON.stringify(await database().client`select * from invoices`)).not.toContain('Barney');
  });

  test('asks for changes only, and takes an invoice that was paid or voided', async () => {
    books = [[invoice('1'), invoice('2')]];
    await xero.pull();
    const updated = { UpdatedDateUTC: stamp('2026-11-12T09:00:00Z'), AmountDue: 0 };
    books = [
      [
        invoice('1', { ...updated, Status: 'PAID', FullyPaidOnDate: stamp('2026-11-11T00:00:00Z') }),
        invoice('2', { ...updated, Status: 'VOIDED' }),
      ],
    ];
    xero.turnTo('2026-11-12T10:00:00Z');
    await xero.pull();
    expect(since).toEqual([null, '2026-11-12T07:59:00']);
    expect((await stored()).map((line) => line.split(' | ').at(-1))).toEqual([
      '2026-11-11 00:00:00+00',
      '2026-11-12 09:00:00+00',
    ]);
  });

  test('is read to the last page; one that cannot be read is put aside', async () => {
    books = [
      Array.from({ length: 100 }, (_, index) => invoice(String(index + 1000))),
      [invoice('1'), invoice('2', { Date: '2026-10-01' })],
    ];
    const [run] = await xero.pull();
    expect([(await stored()).length, run?.unreadable]).toEqual([101, 1]);
    expect(await askRows(database(), 'select reference, reason from quarantine')).toEqual([
      'invoices/2 | Date is no date',
    ]);
  });

  test('says that the connection is refused', async () => {
    await xero.close();
    xero = openSource(
      database(),
      source,
      { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'other' },
      '2026-11-12T08:00:00Z',
    );
    const [run] = await xero.pull();
    expect(run?.failure?.message).toBe('Xero refuses XERO_CLIENT_ID and XERO_CLIENT_SECRET (400).');
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const { Invoices } = JSON.parse(
      readFileSync(join(shared, 'fixtures/payments/xero/Invoices.json'), 'utf8'),
    ) as {
      readonly Invoices: readonly object[];
    };
    books = [Invoices];
    const [run] = await xero.pull();
    expect([run?.failure, run?.unreadable]).toEqual([null, 0]);
    expect((await stored()).length).toBeGreaterThan(0);
  });
});
