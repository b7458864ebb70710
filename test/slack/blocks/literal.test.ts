import { describe, expect, test } from 'vitest';
import { escaped, literal } from '#src/slack/blocks/literal.ts';

describe('literal text', () => {
  test.each([
    ['controls and tricks with direction', 'a\u0000b\u202ec\u2066d\u{e0041}', 'abcd'],
    ['half a sign', 'a\ud800b', 'ab'],
    ['line breaks stay', 'a\nb', 'a\nb'],
    ['marks and mentions stay as they are', '<!channel> *x* <@U1>', '<!channel> *x* <@U1>'],
  ])('%s', (_, text, expected) => {
    expect(literal(text, 80)).toBe(expected);
  });

  test('keeps a right-to-left name from turning the figures beside it around', () => {
    expect(literal('חולצה כחולה: 14 pieces', 80)).toBe('\u2068חולצה כחולה\u2069: 14 pieces');
    expect(literal('5 × قميص, 3 left', 80)).toBe('5 × \u2068قميص\u2069, 3 left');
  });

  test('is cut where it must be, and the name it cuts is still set apart', () => {
    expect(literal('x'.repeat(100), 80)).toBe(`${'x'.repeat(79)}…`);
    const name = literal('ש'.repeat(100), 80);
    expect([name.length, name.at(0), name.at(-1)]).toEqual([80, '\u2068', '\u2069']);
    expect(literal(`${'x'.repeat(78)}😀y`, 80)).toBe(`${'x'.repeat(78)}…`);
  });

  test('takes no longer for a text made to be slow', () => {
    const began = performance.now();
    literal('ש '.repeat(50_000), 3000);
    escaped('<'.repeat(100_000), 3000);
    expect(performance.now() - began).toBeLessThan(100);
  });
});

test.each([
  ['Net sales: €1,234.50 at 10:30, order #1042', 'Net sales: €1,234.50 at 10:30, order #1042'],
  ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@\u2060U1&gt;'],
  ['*a* `b`', '*\u2060a*\u2060 `\u2060b`\u2060'],
  ['https://evil.example', 'https:\u2060//evil.\u2060example'],
  [':tada:', ':\u2060tada:'],
])('as the text of a message, "%s" is read as words', (text, expected) => {
  expect(escaped(text, 200)).toBe(expected);
});
