import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AnswerJson } from '#src/answer/contract.ts';
import { createLogger } from '#src/lib/log.ts';
import type { ImportReport } from '#src/sources/csv/import.ts';
import { importFolder } from '#src/sources/csv/import.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { Asked } from './compare.ts';
import { askBatch, computedLines, toldLines } from './compare.ts';
import type { Independent } from './independent.ts';
import { independently } from './independent.ts';
import { convertOlist, olistStore } from './olist.ts';
import { convertOnlineRetail, onlineRetailStore } from './online-retail.ts';
import { olistNow, olistQuestions } from './questions-olist.ts';
import { retailNow, retailQuestions } from './questions-retail.ts';
import { datasetFolder, readPacked } from './shared.ts';

const database = useDatabase();
const ask = (query: string): Promise<readonly string[]> => askRows(database(), query);
const retail = datasetFolder('online_retail');
const olist = datasetFolder('olist');
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-datasets-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (
  name: string,
  convert: (out: string) => Promise<void>,
  storeId: string,
): Promise<ImportReport> => {
  const out = join(folder, name);
  await convert(out);
  return importFolder({
    database: database(),
    folder: out,
    storeId,
    now: Temporal.Instant.from('2026-11-20T12:00:00Z'),
    personSecret: 'secret',
    log: createLogger('silent'),
  });
};

describe.runIf(retail)('Online Retail', () => {
  let report: ImportReport;
  beforeAll(async () => {
    report = await run('retail', (out) => convertOnlineRetail(retail ?? '', out), onlineRetailStore.id);
  }, 120_000);

  test('is read without a row put aside', () => {
    expect(report.unreadable).toEqual([]);
    expect(report.warnings).toEqual([]);
  });

  test('adds up to its lines, less the charges that are left out', async () => {
    let expected = 0;
    const leftOut = /^(?:BANK CHARGES|AMAZONFEE|CRUK|B)$/;
    readPacked(join(retail ?? '', 'online_retail.csv.zst'), (line) => {
      if (leftOut.test(line['StockCode'] ?? '')) return;
      expected += Math.round(Number(line['Quantity']) * Number(line['UnitPrice']) * 100);
    });
    const [sum] = await ask(`select
      (select sum(gross_minor) from order_lines where store_id = 'retail') +
      (select sum(shipping_minor) from orders where store_id = 'retail') -
      (select sum(amount_minor + shipping_minor) from refunds where store_id = 'retail')`);
    expect(Number(sum)).toBe(expected);
  });

  test('counts invoices as orders and credit notes as refunds only', async () => {
    expect(
      await ask(
        `select kind, count(*), count(sold_at) from orders where store_id = 'retail' group by 1 order by 1`,
      ),
    ).toEqual(['credit_note | 3836 | 0', 'order | 19959 | 19959']);
    expect(await ask(`select distinct counted from refunds where store_id = 'retail'`)).toEqual(['true']);
  });
});

describe.runIf(olist)('Olist', () => {
  let report: ImportReport;
  beforeAll(async () => {
    report = await run('olist', (out) => convertOlist(olist ?? '', out), olistStore.id);
  }, 120_000);

  test('is read without a row put aside, next to the other store', async () => {
    expect(report.unreadable).toEqual([]);
    expect(report.warnings).toEqual([]);
    expect(await ask(`select count(*) from stores`)).toEqual([retail ? '2' : '1']);
  });

  test('adds up to its published totals', async () => {
    const of = (what: string): Promise<readonly string[]> => ask(`${what} where store_id = 'olist'`);
    expect(await of('select count(*), count(distinct person_key) from orders')).toEqual(['99441 | 96096']);
    expect(await of('select sum(gross_minor), count(*) from order_lines')).toEqual(['1359164370 | 112650']);
    expect(await of('select sum(shipping_minor) from orders')).toEqual(['225190954']);
    expect(await of('select sum(amount_minor), count(*) from payments')).toEqual(['1600887212 | 103886']);
  });

  test('counts what was approved; what was cancelled then is taken off on the day it was placed', async () => {
    expect(
      await ask(`select accepted, count(*), count(sold_at), count(cancelled_at) from orders
        where store_id = 'olist' group by 1 order by 1`),
    ).toEqual(['false | 146 | 0 | 0', 'true | 99295 | 99295 | 1093']);
    expect(
      await ask(`select count(*) from cancellations where store_id = 'olist' and cancelled_day <> sold_day`),
    ).toEqual(['0']);
  });

  test('keeps the day in São Paulo', async () => {
    expect(
      await ask(`select sold_day from orders where store_id = 'olist' order by sold_at limit 1`),
    ).toEqual(['2016-09-04']);
    expect(
      await ask(`select to_char(sold_at at time zone 'America/Sao_Paulo', 'YYYY-MM-DD HH24:MI:SS') from orders
        where store_id = 'olist' order by sold_at limit 1`),
    ).toEqual(['2016-09-04 21:15:19']);
  });
});

const bothThere = retail !== null && olist !== null;

describe.runIf(bothThere)(
  'the same question asked here and computed by another engine from the raw files',
  () => {
    const asked: readonly Asked[] = [
      ...olistQuestions.map((question, n) => ({
        now: olistNow,
        ...question,
        id: `olist-${n}`,
        store: 'olist',
      })),
      ...retailQuestions.map((question, n) => ({
        now: retailNow,
        ...question,
        id: `retail-${n}`,
        store: 'retail',
      })),
    ];
    const engines = new Map<string, Independent>();
    let answers: ReadonlyMap<string, AnswerJson> = new Map();
    beforeAll(async () => {
      engines.set('olist', await independently('olist', olist ?? ''));
      engines.set('retail', await independently('retail', retail ?? ''));
      const [name] = await ask('select current_database()');
      const url = inject('databaseUrl').replace(/postgres$/, name ?? '');
      answers = await askBatch(asked, folder, url);
    }, 120_000);
    afterAll(() => {
      for (const engine of engines.values()) engine.close();
    });

    test('there are sixty of them, each answered', () => {
      expect(asked.length).toBeGreaterThanOrEqual(60);
      expect(asked.filter(({ id }) => answers.get(id)?.kind !== 'answer').map(({ text }) => text)).toEqual(
        [],
      );
    });

    test.for(asked.map((question) => [question.text, question] as const))('%s', async ([, question]) => {
      const computed = computedLines((await engines.get(question.store)?.rows(question.sql)) ?? []);
      const answer = answers.get(question.id);
      expect(answer ? toldLines(answer, question.metric) : []).toEqual(computed);
    });
  },
);
