import { describe, expect, test } from 'vitest';
import { departments } from '#src/lib/departments.ts';
import { capability, capabilityIds } from '#src/status/book/capabilities.ts';
import { readingGrade, syllables } from '#src/status/book/grade.ts';
import { phrases } from '#src/status/book/phrase-book.ts';
import { isPlainWord, unclearWords } from '#src/status/book/plain-words.ts';
import { plainlyFor } from '#src/status/book/plainly.ts';
import { supplierOf, suppliers } from '#src/status/book/suppliers.ts';
import { tidyFigures } from '#src/status/book/tidy.ts';

const withoutMeanings = (text: string): string => text.replace(/\([^)]*\)/g, '');

describe('the phrase book', () => {
  test('explains technical words in plain ones only', () => {
    const unclear = phrases.flatMap(({ plainly }) => unclearWords(withoutMeanings(plainly), ['GitHub']));
    expect(unclear).toEqual([]);
  });

  test('says every part of every supplier plainly', () => {
    const texts = suppliers.flatMap(({ who, parts }) => [
      who,
      ...parts.flatMap(({ short, meaning }) => [short, meaning]),
    ]);
    expect(texts.flatMap((text) => unclearWords(text, ['GitHub']))).toEqual([]);
  });

  test('has a plain line for every capability and department, while it lasts and after', () => {
    for (const id of capabilityIds) {
      const { ongoing, over, trouble, thing } = capability(id);
      const lines = [
        ...departments.flatMap((one) => [ongoing[one], over[one]]),
        ...Object.values(trouble),
        thing,
      ];
      expect(lines.filter((line) => line === '')).toEqual([]);
      expect(lines.flatMap((line) => unclearWords(line))).toEqual([]);
    }
  });
});

describe('plain words', () => {
  test.each(['orders', 'reprinted', 'slowly', 'shop’s', 'unpaid', 'Germany', 'tries'])(
    'know "%s"',
    (word) => {
      expect(isPlainWord(word)).toBe(true);
    },
  );

  test.each(['latency', 'API', 'rollback', 'cluster', 'webhooks', 'OpenSearch', 'p95', 'kubectl'])(
    'do not know "%s"',
    (word) => {
      expect(isPlainWord(word)).toBe(false);
    },
  );

  test('leave clock times, shares and references alone', () => {
    expect(unclearWords('OUT-31: since 09:04 UTC 38% of tries fail, 1,140 so far.')).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    ['~5-10 min', 'about 5 to 10 minutes'],
    ['154k users', '154,000 users'],
    ['<0.5%', 'less than 0.5%'],
    ['30 labels/min', '30 labels a minute'],
    ['up from 2.1s to 7.8s', 'up from 2.1 seconds to 7.8 seconds'],
    ['by 8:00pm UTC', 'by 20:00 UTC'],
    ['a spike of HTTP 500s', 'a spike of HTTP 500s'],
    ['1 min', '1 minute'],
  ])('%s is written %s', (text, tidied) => {
    expect(tidyFigures(text)).toBe(tidied);
  });
});

describe('technical sentences in plain words', () => {
  const github = plainlyFor(supplierOf('GitHub'));
  const own = plainlyFor(null);

  test.each([
    [
      'About 30% of Actions runs are experiencing run start delays exceeding 5 minutes.',
      'About 30% of automatic jobs start later than usual by more than 5 minutes.',
    ],
    [
      'On average, the error rate was 10% and peaked at 45% of requests.',
      '10% of tries failed on average and 45% at worst.',
    ],
    ["We've reverted a configuration change.", 'GitHub has taken back a changed setting.'],
  ])('%s', (text, plain) => {
    expect(github(text)).toMatchObject({ text: plain, unclear: [] });
  });

  test('keep every figure of our own alerts', () => {
    expect(own('Error rate on place-order is 38% and climbing.').text).toContain('38%');
    expect(own('queue draining at ~30 labels/min').text).toContain('about 30 labels a minute');
  });

  test('name the words nobody explained', () => {
    expect(own('The frobnicator is down').unclear).toEqual(['frobnicator']);
  });
});

describe('the reading grade', () => {
  test.each([
    ['order', 2],
    ['checkout', 2],
    ['used', 1],
    ['delayed', 2],
    ['UTC', 1],
    ['payments', 2],
    ['about', 2],
  ])('counts the syllables of "%s"', (word, count) => {
    expect(syllables(word)).toBe(count);
  });

  test('is the Flesch–Kincaid formula', () => {
    // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59.
    expect(readingGrade('The cat sat on the mat.')).toBeCloseTo(-1.45, 2);
  });
});
