import { beforeAll, expect, test } from 'vitest';
import { answer, answerChoice } from '#src/answer/answer.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();

/** Two orders of 17 November 2026 in a Berlin shop, one of them with a name that tries to be a mention. */
beforeAll(async () => {
  const { client } = database();
  await client`insert into stores (id, name, platform, currency, zone) values ('main', 'Main', 'csv', 'EUR', 'Europe/Berlin')`;
  await client`insert into coverage (store_id, family, source, complete_from, complete_to, as_of, dimensions)
    select 'main', f, 'csv', '2026-01-01', '2026-11-18 09:30Z', '2026-11-18 09:30Z', '{country,category}' from unnest(array['orders','products','customers']) f`;
  await client`insert into products (store_id, id, title, category, source) values ('main', 'p1', '<!channel> Shirt', 'Shirts', 'csv')`;
  for (const [id, country] of [
    ['1', 'DE'],
    ['2', 'FR'],
  ] as const) {
    await client`insert into orders (store_id, id, number, accepted, placed_at, currency, shipping_minor, tax_minor, total_minor, person_key, country, source, sold_at, sold_day)
      values ('main', ${id}, ${id}, true, '2026-11-17T10:00+01', 'EUR', 0, 0, 10000, ${id}, ${country}, 'csv', '2026-11-17T10:00+01', '2026-11-17')`;
    await client`insert into order_lines (store_id, order_id, line_id, product_id, quantity, currency, gross_minor, discount_minor, source, sold_at, sold_day)
      values ('main', ${id}, '1', 'p1', 1, 'EUR', 10000, 0, 'csv', '2026-11-17T10:00+01', '2026-11-17')`;
  }
});

/** The app with the product's own spine, on 18 November 2026, 10:30 in Berlin. */
const start = async () => {
  const now = () => Temporal.Instant.from('2026-11-18T09:30Z');
  const app = await startTestSlack({ database: database(), now, spine: { answer, answerChoice } });
  return app;
};

test('a figure comes out of the database into the thread, and a follow-up goes on from it', async () => {
  const { deliver } = await start();
  const question = bodies.mention('how many orders yesterday');
  await deliver(question);
  expect(web.said()).toEqual([expect.stringMatching(/^Orders yesterday: 2 orders\./)]);
  await deliver(bodies.message('per country', { thread_ts: question.event.ts }));
  expect(web.said()).toHaveLength(2);
  expect(web.said().at(-1)).toMatch(/^Orders yesterday: 2 orders\.\n[\s\S]*Germany/);
});

test('what buttons stand for survives being kept, and is answered as it stood', async () => {
  const { deliver } = await start();
  await deliver(bodies.mention('net sales yesterday by product'));
  const blocks = JSON.stringify(web.of('chat.postMessage')[0]?.['blocks']);
  expect(blocks).toContain('<!channel> Shirt');
  expect(web.said()[0]).not.toContain('<!channel>');
  const how = /"action_id":"how","value":"([^"]+)"/.exec(blocks)?.[1] ?? '';
  await deliver(bodies.click('how', how));
  const view = JSON.stringify(web.of('views.open')[0]);
  expect(view).toMatch(/Tue 17 Nov 2026, Berlin time/);
  expect(view).toMatch(/select/i);
});

test('rights hold on the way: a figure only finance may see is refused to others, alone', async () => {
  const { deliver } = await start();
  await deliver(bodies.mention('stock value'));
  expect(web.of('chat.postMessage')).toEqual([]);
  expect(web.of('chat.postEphemeral')).toMatchObject([
    { user: 'UMIA', text: expect.stringMatching(/only shown to Finance/) },
  ]);
});

test.each(["' OR 1=1; drop table orders;--", '../../etc/passwd', '{{7*7}}', '$(id)', 'x'.repeat(400)])(
  '/stock with hostile words finds no product and harms nothing (%#)',
  async (words) => {
    const { deliver } = await start();
    await deliver(bodies.command('/stock', words));
    expect(web.said()).toHaveLength(1);
    expect(web.said()[0]).not.toMatch(/Something went wrong|\d+ pieces/);
    const [row] = await database().client`select count(*)::int as n from orders`;
    expect(row).toEqual({ n: 2 });
  },
);
