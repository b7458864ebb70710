import fc from 'fast-check';
import type { Reply } from '#src/answer/reply.ts';
import { figure, meaning } from './slack.ts';

/** Names as a shop's data may hold them: marks, mentions, links, tricks with direction, signs nobody sees, bombs. */
const hostileNames: readonly string[] = [
  '<@U123>',
  '<!channel>',
  '<!subteam^S1>',
  '<#C123>',
  '<https://evil.example|Shop admin>',
  'https://evil.example/a?b=c',
  'www.evil.example',
  '*bold* _it_ ~s~ `code` ```block```',
  '[x](http://evil.example)',
  '@channel @here @everyone',
  ':a:'.repeat(5000),
  '\u202eSKU-1\u2066',
  'חולצה כחולה 5',
  'قميص أزرق',
  '\u0000\u0007\ud800\u2028\u2029\t\r\n',
  '\u{e0041}\u{e0042}\u200b\u200d',
  '&amp;&lt;&gt;',
  'x'.repeat(9000),
  '  ',
  '',
  '=HYPERLINK("http://evil.example")',
  '{"type":"mrkdwn","text":"*"}',
];

const name = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 120 }));
const names = (most: number) => fc.array(name, { maxLength: most });

const table = fc.integer({ min: 1, max: 24 }).chain((width) =>
  fc.record({
    caption: name,
    columns: fc.array(fc.record({ title: name, align: fc.constantFrom('left' as const, 'right' as const) }), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(
      fc.array(fc.oneof(name, fc.constant('€1,234.50'), fc.constant('−12')), { maxLength: width }),
      {
        maxLength: 150,
      },
    ),
    of: fc.integer({ min: 0, max: 5000 }),
  }),
);

const chart = fc.record({
  kind: fc.constantFrom('line' as const, 'bar' as const),
  title: name,
  categories: names(25),
  series: fc.array(
    fc.record({ name, points: fc.array(fc.option(fc.double(), { nil: null }), { maxLength: 25 }) }),
    { maxLength: 8 },
  ),
  unit: name,
});

const one: fc.Arbitrary<Reply> = fc
  .record({
    kind: fc.constantFrom('answer' as const, 'clarify' as const, 'unknown' as const),
    headline: name,
    lines: names(60),
    table: fc.option(table, { nil: null }),
    chart: fc.option(chart, { nil: null }),
    assumptions: names(6),
    caveats: names(6),
    footer: fc.option(name, { nil: null }),
    choices: fc.array(fc.record({ label: name, interpretation: fc.constant(meaning) }), { maxLength: 6 }),
  })
  .map((fields) => figure(fields.headline, fields));

/** Replies of one or several parts with hostile names everywhere. */
export const hostileReply: fc.Arbitrary<Reply> = fc.oneof(
  one,
  fc.array(one, { minLength: 2, maxLength: 4 }).map((parts) => figure('', { parts })),
);
