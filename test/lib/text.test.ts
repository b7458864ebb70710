import { expect, test } from 'vitest';
import { clean, fold, listOf } from '#src/lib/text.ts';

test('takes out what hides in text or turns it around', () => {
  expect(clean('Blue\u200b Mug\u202e gum\u0000\u{e0041}')).toBe('Blue Mug gum');
  expect(clean('two\nlines\tand\u2028more')).toBe('two lines and more');
  expect(clean('lone \ud83d half')).toBe('lone half');
  expect(clean('ﬁne ①')).toBe('fine 1');
});

test('cuts long text and says so', () => {
  expect(clean('abcdefghij', 5)).toBe('abcd…');
});

test('folds case, accents and typographic marks', () => {
  expect(fold('Größe “Ä” – 5’')).toBe('grosse "a" - 5\'');
});

test('lists read like a sentence', () => {
  expect(listOf([])).toBe('');
  expect(listOf(['a'])).toBe('a');
  expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
});
