import { expect, test } from 'vitest';
import { interpret } from '#src/language/interpret.ts';
import type { Context, Interpretation } from '#src/language/interpretation.ts';

const context: Context = {
  zone: 'Europe/Berlin',
  weekStart: 1,
  fiscalYearStart: 1,
  dayFirst: true,
  stores: [],
  findNames: () => [],
  ownWords: {},
  previous: null,
};

const read = (text: string): Interpretation | undefined =>
  interpret(
    {
      text,
      asker: { id: 'x', departments: [], roles: [], locale: 'en-GB' },
      place: { kind: 'direct' },
      thread: null,
      stores: [],
      now: Temporal.Instant.from('2026-11-18T10:30:00+01:00'),
    },
    context,
  )[0];

test.each([
  ['can people pay right now', 'payments', null],
  ['can anyone check out at the moment', 'checkout', null],
  ['are customers able to order', null, null],
  ['can people log in', 'login', null],
  ['can we print labels', 'shipping', null],
  ['are emails going out', 'email', null],
  ['is anything down', null, null],
  ['is it us or the payment provider', 'payments', null],
  ['is paypal down or is it us', 'payments', 'paypal'],
  ['are there any problems with dhl today', null, 'dhl'],
  ['when is checkout back', 'checkout', null],
  ['what was changed before it broke', null, null],
])('“%s” asks what works now', (text, capability, supplier) => {
  expect(read(text)).toEqual({ kind: 'status', capability, supplier, period: null });
});

test.each([
  ['what was the outage yesterday', '2026-11-17', '2026-11-18'],
  ['what went wrong yesterday', '2026-11-17', '2026-11-18'],
  ['were there any outages last week', '2026-11-09', '2026-11-16'],
])('“%s” asks what was broken then', (text, from, to) => {
  const found = read(text);
  const period = found?.kind === 'status' ? found.period : null;
  expect([period?.from, period?.to].map((at) => at?.toPlainDate().toString())).toEqual([from, to]);
});

test.each(['how many outages last month', 'what did the outage cost', 'incidents by severity last quarter'])(
  '“%s” asks for a figure',
  (text) => {
    expect(read(text)?.kind).toBe('metrics');
  },
);
