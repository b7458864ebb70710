import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/stripe/index.ts';
import type { FakeStripe, Thing } from '#test/fakes/stripe.ts';
import { fakeStripe } from '#test/fakes/stripe.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const at = (instant: string): number => Date.parse(instant) / 1000;

const charge = (id: string, over: Partial<Thing> = {}): Thing => ({
  id,
  object: 'charge',
  created: at('2026-11-10T10:00:00Z'),
  amount: 5000,
  amount_captured: 5000,
  captured: true,
  currency: 'eur',
  status: 'succeeded',
  payment_method_details: { type: 'card' },
  balance_transaction: { id: 'txn_1', amount: 5000, fee: 145, currency: 'eur' },
  ...over,
});

const payout = (id: string, over: Partial<Thing> = {}): Thing => ({
  id,
  created: at('2026-11-09T00:00:00Z'),
  amount: 110_000,
  currency: 'eur',
  arrival_date: at('2026-11-11T00:00:00Z'),
  status: 'in_transit',
  ...over,
});

const invoice = (id: string, over: Partial<Thing> = {}): Thing => ({
  id,
  number: `INV-${id}`,
  created: at('2026-10-01T08:00:00Z'),
  currency: 'eur',
  status: 'open',
  total: 20_000,
  amount_due: 20_000,
  amount_remaining: 15_000,
  due_date: at('2026-10-31T08:00:00Z'),
  status_transitions: { finalized_at: at('2026-10-01T08:00:00Z') },
  ...over,
});

const dispute = (id: string, over: Partial<Thing> = {}): Thing => ({
  id,
  created: at('2026-06-01T08:00:00Z'),
  amount: 4900,
  currency: 'eur',
  reason: 'fraudulent',
  status: 'needs_response',
  evidence_details: { due_by: at('2026-11-20T23:59:59Z') },
  balance_transactions: [],
  ...over,
});

describe('Stripe', () => {
  const database = useDatabase();
  const outside = useOutside();
  let fake: FakeStripe;
  let stripe: OpenSource;

  beforeEach(async () => {
    await database().client`truncate payments, invoices, payouts, disputes, cursors, coverage, quarantine`;
    fake = fakeStripe();
    outside.use(...fake.handlers);
    stripe = openSource(
      database(),
      source,
      { STRIPE_API_KEY: 'rk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
      '2026-11-12T08:00:00Z',
    );
  });

  afterEach(() => stripe.close());

  const rows = (query: string): Promise<readonly string[]> => askRows(database(), query);
  const payments = (): Promise<readonly string[]> =>
    rows('select id, status, currency, amount_minor, fee_minor, decline_reason from payments order by id');

  test('brings payments with their fees, and failed ones with the reason', async () => {
    fake.things['charges'] = [
      charge('a'),
      charge('b', {
        status: 'failed',
        captured: false,
        amount_captured: 0,
        balance_transaction: null,
        outcome: { reason: 'insufficient_funds' },
      }),
      charge('c', { captured: false, amount_captured: 0, balance_transaction: null }),
    ];
    await stripe.pull();
    expect(await payments()).toEqual([
      'a | paid | EUR | 5000 | 145 | null',
      'b | failed | EUR | 5000 | null | insufficient_funds',
      'c | pending | EUR | 5000 | null | null',
    ]);
  });

  test('counts yen and dinars in their own units, and a foreign payment as it was settled', async () => {
    fake.things['charges'] = [
      charge('a', { currency: 'jpy', amount: 500, amount_captured: 500, balance_transaction: null }),
      charge('b', { currency: 'isk', amount: 50_000, amount_captured: 50_000, balance_transaction: null }),
      charge('c', { currency: 'kwd', amount: 12_340, amount_captured: 12_340, balance_transaction: null }),
      charge('d', {
        currency: 'usd',
        balance_transaction: { id: 't', amount: 4600, fee: 150, currency: 'eur' },
      }),
    ];
    await stripe.pull();
    expect((await payments()).map((line) => line.split(' | ').slice(2, 5).join(' '))).toEqual([
      'JPY 500 null',
      'ISK 500 null',
      'KWD 12340 null',
      'EUR 4600 150',
    ]);
  });

  test('is read to the last page', async () => {
    fake.things['charges'] = Array.from({ length: 250 }, (_, index) =>
      charge(`c${index}`, { created: at('2026-11-01T00:00:00Z') + index * 60 }),
    );
    await stripe.pull();
    expect(await rows('select count(*) from payments')).toEqual(['250']);
    expect(fake.asked.filter((path) => path === '/v1/charges')).toHaveLength(3);
  });

  test('sees what was open long ago come to its end', async () => {
    fake.things['invoices'] = [invoice('1')];
    fake.things['disputes'] = [dispute('d')];
    fake.things['payouts'] = [payout('p')];
    await stripe.pull();
    expect(await rows('select number, amount_minor - paid_minor, due_on, closed_at from invoices')).toEqual([
      'INV-1 | 15000 | 2026-10-31 | null',
    ]);
    expect(await rows('select due_by, outcome from disputes')).toEqual(['2026-11-20 23:59:59+00 | null']);
    fake.things['invoices'] = [
      invoice('1', {
        status: 'paid',
        amount_remaining: 0,
        status_transitions: { paid_at: at('2027-02-01T09:00:00Z') },
      }),
    ];
    fake.things['disputes'] = [dispute('d', { status: 'won' })];
    fake.things['payouts'] = [payout('p', { status: 'failed' })];
    stripe.turnTo('2027-02-02T08:00:00Z');
    await stripe.pull();
    expect(await rows('select amount_minor - paid_minor, closed_at from invoices')).toEqual([
      '0 | 2027-02-01 09:00:00+00',
    ]);
    expect(await rows('select due_by, closed_at, outcome from disputes')).toEqual([
      'null | 2026-11-20 23:59:59+00 | won',
    ]);
    expect(await rows('select paid_at, failed_at from payouts')).toEqual(['null | 2026-11-11 00:00:00+00']);
  });

  test('takes back a payout that was paid and then failed', async () => {
    fake.things['payouts'] = [payout('p', { status: 'paid' })];
    await stripe.pull();
    fake.things['payouts'] = [payout('p', { status: 'failed' })];
    stripe.turnTo('2026-11-16T08:00:00Z');
    await stripe.pull();
    expect(await rows('select paid_at, failed_at from payouts')).toEqual(['null | 2026-11-11 00:00:00+00']);
  });

  test('read twice changes nothing', async () => {
    fake.things['charges'] = [charge('a')];
    fake.things['invoices'] = [invoice('1')];
    await stripe.pull();
    expect((await stripe.pull()).map(({ changed, failure }) => [changed, failure])).toEqual([[0, null]]);
  });

  test('leaves out a draft, and puts aside what it cannot read', async () => {
    fake.things['invoices'] = [invoice('1', { status: 'draft' }), invoice('2', { currency: 7 })];
    const [run] = await stripe.pull();
    expect([await rows('select count(*) from invoices'), run?.unreadable]).toEqual([['0'], 1]);
    expect(await rows('select reference from quarantine')).toEqual(['invoices/2']);
  });

  test('reads the rest where the key may not read a list, and says which', async () => {
    fake.forbidden.add('disputes');
    fake.things['charges'] = [charge('a')];
    const [run] = await stripe.pull();
    expect(run?.failure).toBeNull();
    expect(await rows(`select cursor from cursors where entity = 'notes'`)).toEqual([
      'The key in STRIPE_API_KEY may not read disputes.',
    ]);
    expect(await rows(`select family from coverage order by family`)).toEqual([
      'fees',
      'invoices',
      'payments',
      'payouts',
    ]);
  });

  test('with a wrong key says so', async () => {
    await stripe.close();
    stripe = openSource(database(), source, { STRIPE_API_KEY: 'rk_other' }, '2026-11-12T08:00:00Z');
    const [run] = await stripe.pull();
    expect(run?.failure?.message).toBe('Stripe refuses the key in STRIPE_API_KEY.');
  });

  test('is read anew when it says that something changed, and by nobody else’s word', async () => {
    await stripe.pull();
    fake.things['charges'] = [charge('a')];
    const body = { id: 'evt_1', type: 'charge.succeeded' };
    const time = at('2026-11-12T08:00:00Z');
    const sign = (secret: string): string =>
      createHmac('sha256', secret)
        .update(`${time}.${JSON.stringify(body)}`)
        .digest('hex');
    const send = (secret: string): Promise<number> =>
      stripe.send(body, { 'stripe-signature': `t=${time},v1=${sign(secret)}` });
    expect(await send('whsec_other')).toBe(401);
    expect(await send('whsec_1')).toBe(202);
    await stripe.hooks.settled();
    expect(await rows('select count(*) from payments')).toEqual(['1']);
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const { resources } = JSON.parse(
      readFileSync(join(shared, 'fixtures/payments/stripe/fixtures3.json'), 'utf8'),
    ) as { readonly resources: Record<string, Thing> };
    const recent = { created: at('2026-11-11T00:00:00Z') };
    for (const [list, name] of [
      ['charges', 'charge'],
      ['invoices', 'invoice'],
      ['payouts', 'payout'],
      ['disputes', 'dispute'],
    ] as const)
      fake.things[list] = [{ ...resources[name], ...recent } as Thing];
    const [run] = await stripe.pull();
    expect([run?.failure, run?.unreadable]).toEqual([null, 0]);
    expect(
      await rows(
        'select (select count(*) from payments), (select count(*) from payouts), (select count(*) from disputes)',
      ),
    ).toEqual(['1 | 1 | 1']);
  });
});
