import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/shop-check/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';

const database = useDatabase();
const outside = useOutside();
const opened: OpenSource[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database().client`truncate incidents, incident_updates, cursors, coverage`;
});

const ready = async (settings: Readonly<Record<string, string>>): Promise<OpenSource> => {
  const one = openSource(database(), source, settings, '2026-11-20T12:00:00Z');
  opened.push(one);
  await one.pull();
  return one;
};

const incidents = (): Promise<readonly string[]> =>
  askRows(
    database(),
    `select title, capability, severity, started_at at time zone 'UTC', resolved_at is not null from incidents order by id`,
  );

describe('our own look at the shop', () => {
  const page = 'https://shop.example.com/checkout';
  const settings = { SHOP_CHECKS: `${page}|Pay now` };
  const answer = (body: string, status = 200): void => {
    outside.resetHandlers();
    outside.use(http.get(page, () => HttpResponse.html(body, { status })));
  };
  const look = async (one: OpenSource, minute: number): Promise<void> => {
    one.turnTo(`2026-11-20T12:${String(minute).padStart(2, '0')}:00Z`);
    await one.pull();
  };

  test('counts the second failure in a row, from the first on, and ends with the first success', async () => {
    answer('<button>Pay now</button>');
    const one = await ready(settings);
    answer('gone', 503);
    await look(one, 1);
    expect(await incidents()).toEqual([]);
    await look(one, 2);
    expect(await incidents()).toEqual([
      'Shop page shop.example.com/checkout does not work | checkout | critical | 2026-11-20 12:01:00 | false',
    ]);
    answer('<button>Pay now</button>');
    await look(one, 3);
    expect(await incidents()).toEqual([expect.stringMatching(/12:01:00 \| true$/)]);
  });

  test('does not count a single failure', async () => {
    answer('<button>Pay now</button>');
    const one = await ready(settings);
    answer('gone', 503);
    await look(one, 1);
    answer('<button>Pay now</button>');
    await look(one, 2);
    answer('gone', 503);
    await look(one, 3);
    expect(await incidents()).toEqual([]);
  });

  test('sees that the text is missing although the page answers', async () => {
    answer('<h1>Sorry</h1>');
    const one = await ready(settings);
    await look(one, 1);
    expect(await askRows(database(), 'select body from incident_updates')).toEqual([
      'The page answers, but the text that must be on it is missing.',
    ]);
  });

  test('claims nothing about a time when it did not look', async () => {
    answer('Pay now');
    const one = await ready(settings);
    await look(one, 1);
    await look(one, 40);
    expect(
      await askRows(
        database(),
        `select complete_from at time zone 'UTC', complete_to at time zone 'UTC' from coverage`,
      ),
    ).toEqual(['2026-11-20 12:40:00 | 2026-11-20 12:40:00']);
  });
});
