import type { TechEvent } from './event.ts';
import type { Moment } from './impact.ts';
import { isClosed, stateOf } from './state.ts';
import type { Statement } from './statements.ts';
import { is } from './statements.ts';
import type { Span } from './times.ts';
import { beginIn, endIn, spansIn } from './times.ts';

/** Stretches of the trouble itself: the one of the impact where the text names it, two where it speaks of two, else the first. */
export const periodsOf = (statements: readonly Statement[]): readonly Span[] => {
  const spans = statements
    .filter((one) => !is(one, 'later', 'next', 'data'))
    .flatMap((one) => spansIn(one.text, one.at).map((span) => ({ span, text: one.text })));
  const impact = spans.find(({ text }) =>
    /\b(?:customer|user) impact\b|impact occurred|were affected between/i.test(text),
  );
  const whole = impact ?? spans[0];
  if (!whole) return [];
  const isTwo =
    /\b(?:two|second) (?:\w+ ){0,2}(?:period|window|incident|occasion|time)s?\b|and again|and also on/i.test(
      statements.map(({ text }) => text).join(' '),
    );
  const second = isTwo
    ? spans.find(({ span }) => Temporal.Instant.compare(span.from, whole.span.to ?? span.from) > 0)
    : undefined;
  return second ? [whole.span, second.span] : [whole.span];
};

export const firstStart = (
  event: TechEvent,
  statements: readonly Statement[],
  periods: readonly Span[],
): Moment => {
  const stated =
    periods[0]?.from ?? statements.map(({ text, at }) => beginIn(text, at)).find((at) => at !== null);
  const first = event.updates[0]?.at;
  if (stated) return { at: stated, isStated: true };
  if (!first) throw new TypeError('an event has at least one update');
  return { at: first, isStated: false };
};

export const lastEnd = (
  event: TechEvent,
  statements: readonly Statement[],
  periods: readonly Span[],
): Moment | null => {
  const last = event.updates.at(-1);
  const stated = periods.at(-1)?.to;
  const first = periods[0]?.from;
  const isForward = stated && first && Temporal.Instant.compare(stated, first) > 0;
  if (isForward && (isClosed(event) || stateOf(event) === 'unknown')) return { at: stated, isStated: true };
  if (!isClosed(event) || !last) return null;
  const ends = statements.flatMap(({ text, at, kinds }) => {
    const end = kinds.includes('later') ? null : endIn(text, at);
    return end && Temporal.Instant.compare(end, last.at.add({ minutes: 5 })) <= 0 ? [end] : [];
  });
  const end = ends.at(-1);
  return end ? { at: end, isStated: true } : { at: last.at, isStated: false };
};
