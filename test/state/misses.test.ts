import { beforeEach, describe, expect, test } from 'vitest';
import { misses } from '#src/database/schema/state.ts';
import { missedWords, recordMiss } from '#src/state/misses.ts';
import { readOwnWords, teachWord } from '#src/state/own-words.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
const at = Temporal.Instant.from('2026-11-18T09:30:00Z');

const miss = (text: string, unknownWords: readonly string[], days = 0): Promise<void> =>
  recordMiss(database().fast, {
    asker: 'U1',
    department: 'marketing',
    text,
    unknownWords,
    at: at.subtract({ hours: 24 * days }),
  });

const texts = async (): Promise<readonly string[]> =>
  (await database().fast.select({ text: misses.text }).from(misses)).map(({ text }) => text);

beforeEach(async () => {
  await database().fast.delete(misses);
});

describe('what was not understood', () => {
  test.each([
    ['what did Mrs Miller spend', 'what did Mrs [name] spend'],
    ['orders of Anna Schmidt yesterday', 'orders of [name] [name] yesterday'],
    ['parcel for anna@example.com', 'parcel for [e-mail]'],
    ['gizmo of order 100482', 'gizmo of order #'],
    ['wie viele Klamotten hat Frau Weber bestellt', 'wie viele Klamotten hat Frau [name] bestellt'],
  ])('%s: is kept without names, numbers and addresses', async (text, kept) => {
    await miss(text, []);
    expect(await texts()).toEqual([kept]);
  });

  test('is kept without who asked it', async () => {
    await miss('gizmo', ['gizmo']);
    const [row] = await database().fast.select().from(misses);
    expect(JSON.stringify(row)).not.toContain('U1');
  });

  test('is listed by its words, those typed most first, the old ones left out', async () => {
    await miss('gizmo yesterday', ['gizmo']);
    await miss('Gizmo and widget', ['Gizmo', 'widget']);
    await miss('doodad', ['doodad'], 31);
    const words = await missedWords(database().fast, at.subtract({ hours: 24 * 30 }));
    expect(words.map(({ word, count }) => [word, count])).toEqual([
      ['gizmo', 2],
      ['widget', 1],
    ]);
    expect(words[0]?.departments).toEqual(['marketing']);
  });

  test('names are no words to learn', async () => {
    await miss('orders of Anna yesterday', ['Anna']);
    expect(await missedWords(database().fast, at.subtract({ hours: 1 }))).toEqual([]);
  });
});

test('a word that was taught is kept until it is unlearned', async () => {
  const { fast } = database();
  expect(await teachWord(fast, { phrase: 'bunker', meaning: 'Rotterdam DC', by: 'cli', at })).toBe(true);
  expect(await readOwnWords(fast)).toEqual({ bunker: 'Rotterdam DC' });
  await teachWord(fast, { phrase: 'bunker', meaning: null, by: 'cli', at });
  expect(await readOwnWords(fast)).toEqual({});
});

test('a word that is too long is not kept', async () => {
  const { fast } = database();
  expect(await teachWord(fast, { phrase: 'x'.repeat(61), meaning: 'orders', by: 'cli', at })).toBe(false);
});
