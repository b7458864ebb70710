import { beforeAll, describe, expect, test } from 'vitest';
import { buildDigest } from '#src/digests/build/build.ts';
import { mostLines, phoneLines } from '#src/digests/build/fold.ts';
import type { DigestOrder } from '#src/digests/build/scene.ts';
import { setDigestScene } from '#src/digests/build/scene.ts';
import type { Digest, DigestSources, DigestValue } from '#src/digests/define.ts';
import { loadDigests } from '#src/digests/load.ts';
import { renderDigestText } from '#src/digests/render-text.ts';
import { departments } from '#src/lib/departments.ts';
import { isMetric } from '#src/metrics/catalogue.ts';
import { useDatabase } from '#test/support/database.ts';
import { deskOn, openMorningShop } from '#test/support/morning-shop.ts';

const database = useDatabase();
const silent: DigestSources = { events: async () => [], costs: async () => [], ownWork: async () => [] };
const digests = await loadDigests();
const named = (id: string): Digest => {
  const found = digests.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

beforeAll(() => openMorningShop(database()));

const make = async (
  id: string,
  over: Partial<DigestOrder> = {},
  sources: DigestSources = silent,
): Promise<DigestValue> => {
  const digest = named(id);
  const order: DigestOrder = {
    digest,
    asker: { id: 'U1', departments: [digest.department], roles: [], locale: 'en-GB' },
    place: { kind: 'private', channel: 'C1', department: digest.department },
    stores: [],
    now: Temporal.Instant.from('2026-11-18T08:00:00+01:00'),
    daysBack: 1,
    ...over,
  };
  const scene = await setDigestScene(order, deskOn(database()), sources);
  return buildDigest(scene, { teamId: 'T1', states: new Map(), note: null, mark: 'ref 1234abcd' });
};

const shownLines = ({ reply }: DigestValue): readonly string[] =>
  reply.parts.flatMap(({ headline, lines, caveats }) => [headline, ...lines, ...caveats]);

test('every digest names known figures, seven at most, and usual times', () => {
  expect(digests.map(({ id }) => id)).toEqual([
    'finance-morning',
    'it-costs-weekly',
    'leadership-weekly',
    'marketing-morning',
    'proof-of-life',
    'warehouse-morning',
  ]);
  for (const { figures, usual, department } of digests) {
    expect(figures.length).toBeLessThanOrEqual(7);
    expect(figures.filter(({ metric }) => !isMetric(metric))).toEqual([]);
    expect(Temporal.PlainTime.from(usual.at).toString()).toMatch(/^0[789]:/);
    expect(departments).toContain(department);
  }
});

test('marketing reads the figure, what to know, what takes the warehouse too, and when', async () => {
  const value = await make('marketing-morning');
  expect(renderDigestText(value)).toMatchInlineSnapshot(`
    "Tue 17 Nov 2026: net sales €1,200.00, down 40% on €2,000.00.

    Two things to know
    • Road Shoe – 42: 5 left, gone in about 2 days, 120 more Sat 28 Nov. With Warehouse.
    • “Hat week” starts Fri 20 Nov: Felt Hat has 3 left, about 1 day of a campaign, nothing on order. With Warehouse.

    Also
    • Orders 12 (−40%)
    • Ad spend €200.00 (=)
    • Return on ad spend 3.00× (=)
    Compared with the same day a week before · Berlin time · ref 1234abcd

    — Show more —

    Also
    • New customers 0

    Best sellers
    • Felt Hat: 10 pieces
    • Road Shoe: 2 pieces

    Coming up
    • Fri 20 Nov, 08:00: Hat week

    Net sales, the last 14 days"
  `);
  expect(value.actions.map(({ text, state }) => [text.split(' ')[0], state.kind])).toEqual([
    ['“Hat', 'open'],
    ['Road', 'open'],
  ]);
});

test('finance reads who has to pay and what is due; the warehouse what is late', async () => {
  const finance = renderDigestText(await make('finance-morning'));
  expect(finance).toContain('2 invoices are overdue, €1,600.00, 1 of them new; largest INV-1, €1,200.00.');
  expect(finance).toContain('Dispute over €89.00 at Stripe (not received): answer due Thu 19 Nov, 23:59.');
  const thursday = { now: Temporal.Instant.from('2026-11-20T07:00:00+01:00') };
  const warehouse = renderDigestText(await make('warehouse-morning', thursday));
  expect(warehouse).toContain('20 orders are past the promised day (oldest Thu 19 Nov), 20 are due today.');
});

describe('periods', () => {
  test('Monday covers the weekend, and after a holiday the days around it', async () => {
    const monday = { now: Temporal.Instant.from('2026-11-16T08:00:00+01:00'), daysBack: 3 };
    const { reply } = await make('marketing-morning', monday);
    expect(reply.headline).toBe('Fri 13 – Sun 15 Nov 2026: net sales €6,000.00, unchanged.');
    const tuesday = { now: Temporal.Instant.from('2026-11-17T08:00:00+01:00'), daysBack: 4 };
    expect((await make('marketing-morning', tuesday)).reply.headline).toContain('Fri 13 – Mon 16 Nov 2026');
  });

  test('a weekly digest covers the full week before, compared with the week before that', async () => {
    const { reply } = await make('leadership-weekly', {
      now: Temporal.Instant.from('2026-11-16T08:00:00+01:00'),
    });
    expect(reply.headline).toBe('9–15 Nov 2026: net sales €14,000.00, unchanged.');
    expect(reply.parts.at(-1)?.footer).toContain('Compared with the week before');
  });
});

describe('what is not there', () => {
  test('a late source is named and its figures are not taken for the whole day', async () => {
    const { client } = database();
    await client`update coverage set complete_to = '2026-11-16 00:00+01' where family = 'ad_spend'`;
    const value = await make('marketing-morning');
    await client`update coverage set complete_to = '2026-11-18 00:00+01' where family = 'ad_spend'`;
    expect(value.missing).toEqual(['Not all in yet: ad spend, only to 16 Nov 2026, 00:00.']);
    expect(renderDigestText(value)).toContain(value.missing[0]);
    expect(value.posted.map(({ metric }) => metric)).not.toContain('marketing.ad_spend');
  });

  test('orders that stop in the middle of the day are not taken for the whole day', async () => {
    const { client } = database();
    await client`update coverage set complete_to = '2026-11-17 15:00+01' where family = 'orders'`;
    const value = await make('marketing-morning');
    await client`update coverage set complete_to = '2026-11-18 06:30Z' where family = 'orders'`;
    expect(value.missing).toEqual(['Not all in yet: orders, only to 17 Nov 2026, 15:00.']);
    expect(value.reply.headline).not.toContain('net sales');
  });

  test('a quiet day says so in one line', async () => {
    const friday = { now: Temporal.Instant.from('2026-11-13T08:00:00+01:00') };
    const quiet = await make('it-costs-weekly', friday);
    expect(shownLines(quiet)).toContain('A quiet week: nothing out of the ordinary, nothing due.');
    expect(quiet.isQuiet).toBe(true);
    expect((await make('marketing-morning')).isQuiet).toBe(false);
  });
});

describe('who may read it', () => {
  test('in a public channel only open figures stand', async () => {
    const value = await make('finance-morning', { place: { kind: 'public', channel: 'C1' } });
    const text = renderDigestText(value);
    expect(text).toContain('net sales');
    expect(text).not.toMatch(/margin|overdue|Dispute|Outstanding|fees/i);
    expect(value.actions).toEqual([]);
  });

  test('an owner who lost their department shows open figures only, in a shared channel nothing', async () => {
    const lost = { id: 'U1', departments: [], roles: [], locale: 'en-GB' };
    expect(renderDigestText(await make('finance-morning', { asker: lost }))).not.toMatch(/margin|overdue/i);
    const shared = await make('finance-morning', { place: { kind: 'external', channel: 'C1' } });
    expect(shared.reply.headline).toBe('Tue 17 Nov 2026: there are no figures yet.');
    expect(shared.posted).toEqual([]);
  });
});

test('an outage comes before smaller things, and one thing per family', async () => {
  const events: DigestSources['events'] = async () => [
    {
      ref: 'OUT-31',
      text: 'OUT-31: customers cannot pay by card since 09:10.',
      severity: 'critical',
      isOpen: true,
      atRisk: { minor: 250_000n, currency: 'EUR' },
      open: null,
    },
  ];
  const { reply } = await make('marketing-morning', {}, { ...silent, events });
  const things = reply.parts[1];
  expect(things?.lines[0]).toBe('OUT-31: customers cannot pay by card since 09:10. About €2,500.00 at risk.');
  expect(things?.lines.filter((line) => /^(Net sales|Orders)/.test(line)).length).toBeLessThanOrEqual(1);
});

test('on a phone every digest is at most twelve lines before "Show more"', async () => {
  for (const { id } of digests) {
    const value = await make(id);
    const lines = shownLines(value).reduce((sum, text) => sum + phoneLines(text), 0);
    expect([id, lines <= mostLines]).toEqual([id, true]);
  }
});

test('an empty shop says so', async () => {
  const { client } = database();
  await client`update stores set kind = 'company' where id = 'main'`;
  const value = await make('marketing-morning');
  await client`update stores set kind = 'store' where id = 'main'`;
  expect(value.posted).toEqual([]);
  expect(shownLines(value).length).toBeLessThan(5);
});
