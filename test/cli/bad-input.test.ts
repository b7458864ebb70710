import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CommandLine, Outcome } from '#test/support/command-line.ts';
import { openCommandLine } from '#test/support/command-line.ts';
import { useDatabase } from '#test/support/database.ts';
import { orderFile, storeFile } from '#test/support/import-folder.ts';
import { openMorningShop } from '#test/support/morning-shop.ts';

const database = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-cli-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
let command: CommandLine;
const seen: Outcome[] = [];
const crosswalk: CommandLine = async (...argv) => {
  const outcome = await command(...argv);
  seen.push(outcome);
  return outcome;
};
beforeAll(async () => {
  await openMorningShop(database());
  await database().client`update variants set title = '<!channel> cup' where id = 'v2'`;
  await database().client`update products set title = '<!channel> cup' where id = 'p2'`;
  command = await openCommandLine(database());
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What nobody may ever read, whatever the case. */
const inside =
  /\bat .+:\d+:\d+|postgres:\/\/|Failed query|dimension_values|\bselect\b.+\bfrom\b|\binsert into\b/i;
afterEach(() => {
  for (const { out, told, log } of seen.splice(0))
    for (const text of [out, told, log]) expect(text).not.toMatch(inside);
});

const nothing = join(folder, 'nothing');

describe('wrong usage is told in a sentence, with exit code 2', () => {
  test.each([
    ['an unknown command', ['tell'], 'There is no command "tell".'],
    ['an unknown option', ['ask', 'orders', '--loud'], "Unknown option '--loud'."],
    ['an option without its value', ['ask', 'orders', '--as'], "Option '--as <value>' argument missing."],
    ['no question', ['ask'], 'There is no question.'],
    ['an empty question', ['ask', '  '], 'There is no question.'],
    ['an unknown department', ['ask', 'orders', '--as', 'pirates'], '"pirates" is not a department.'],
    [
      'an unknown kind of channel',
      ['ask', 'orders', '--channel', 'loud'],
      '"loud" is not a kind of channel.',
    ],
    ['a wrong instant', ['ask', 'orders', '--now', 'noon'], '"noon" is not a point in time.'],
    [
      'an instant that never was',
      ['ask', 'orders', '--now', '2026-02-30T10:00:00Z'],
      '"2026-02-30T10:00:00Z" is not a point in time.',
    ],
    ['an unknown store', ['ask', 'orders yesterday', '--store', 'moon'], 'There is no store "moon".'],
    ['no folder named', ['import'], 'Exactly one folder is needed.'],
    ['an unknown digest', ['digest', 'evening'], 'There is no digest "evening".'],
    [
      'a batch line that is not JSON',
      ['ask', '--batch', file('text.jsonl', 'orders yesterday\n')],
      `${folder}/text.jsonl:1 is not JSON.`,
    ],
    [
      'a batch line that is null',
      ['ask', '--batch', file('null.jsonl', '\nnull\n')],
      `${folder}/null.jsonl:2 has no id and text.`,
    ],
    [
      'a batch line with a wrong instant',
      ['ask', '--batch', file('noon.jsonl', '{"id":1,"text":"orders","now":"noon"}')],
      '"noon" is not a point in time.',
    ],
  ])('%s', async (_, argv, sentence) => {
    const { code, out, told } = await crosswalk(...argv);
    expect({ code, out, first: told.split('\n')[0] }).toEqual({ code: 2, out: '', first: sentence });
  });
});

describe('what cannot be done is told in a sentence, with exit code 1', () => {
  test.each([
    [
      'a batch file that is not there',
      ['ask', '--batch', nothing],
      `There is no file ${nothing} that can be read.`,
    ],
    ['a batch that is a folder', ['ask', '--batch', folder], `There is no file ${folder} that can be read.`],
    [
      'a folder to import that is not there',
      ['import', nothing],
      `There is no folder ${nothing} that Crosswalk can read.`,
    ],
  ])('%s', async (_, argv, sentence) => {
    const { code, out, told } = await crosswalk(...argv);
    expect({ code, out, first: told.split('\n')[0] }).toEqual({ code: 1, out: '', first: sentence });
  });
});

describe('what is odd is answered all the same', () => {
  test('a row that cannot be read is put aside with its line, and the others go in', async () => {
    const shop = mkdtempSync(join(tmpdir(), 'crosswalk-bad-row-'));
    writeFileSync(join(shop, 'store.json'), storeFile);
    writeFileSync(join(shop, 'orders.csv'), `${orderFile}2,2,someday,10.50,DE\n`);
    const { code, out } = await crosswalk('import', shop, '--store', 'files');
    rmSync(shop, { recursive: true });
    expect(code).toBe(0);
    expect(out).toMatch(/orders: 1 new/);
    expect(out).toMatch(
      /1 row of orders\.csv could not be read and was put aside:\n {2}.*:3: placed_at is not a time/,
    );
  });

  test.each([
    ['8,000 characters', `how many orders ${'and then some '.repeat(600)}`.slice(0, 8000)],
    ['SQL', "orders of ' OR 1=1; drop table orders;--"],
    ['wildcards', 'stock of %'],
    ['commands of a template', '{{7*7}} $(id) ../../etc/passwd'],
  ])('a question made of %s', async (_, question) => {
    const { code, out } = await crosswalk('ask', question, '--json', '--store', 'main');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ kind: expect.not.stringMatching(/^answer$/), facts: [] });
    expect(await database().client`select count(*)::int > 0 as there from orders`).toEqual([{ there: true }]);
  });

  test('signs that nobody sees are not there', async () => {
    const { out } = await crosswalk('ask', 'or\u200bders\u202e yest\u0000erday \ud800', '--store', 'main');
    expect(out).toMatch(/^Orders yesterday: 12 orders/);
  });

  test('a product named like a call to everybody is shown as it is named', async () => {
    const { code, out } = await crosswalk('ask', 'pieces sold yesterday by product', '--store', 'main');
    expect(code).toBe(0);
    expect(out).toContain('<!channel> cup');
  });
});

test('a failure that nobody foresaw has a reference in the sentence and in the log, and its inside in neither', async () => {
  await database().client`alter table dimension_values rename to gone`;
  const { code, out, told, log } = await crosswalk(
    'ask',
    'pieces sold yesterday by product',
    '--store',
    'main',
  );
  await database().client`alter table gone rename to dimension_values`;
  expect({ code, out }).toEqual({ code: 1, out: '' });
  const [, reference = ''] = told.match(/reference (\S+)\)/) ?? [];
  expect(JSON.parse(log)).toEqual({
    level: 'error',
    time: expect.any(String),
    reference,
    error: 'PostgresError',
    code: '42P01',
    msg: 'command.failed',
  });
});
