import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import { sayWeekday } from '#src/answer/words/periods.ts';
import { listOf } from '#src/lib/text.ts';
import type { Notice } from './notices.ts';
import { reasonFor } from './reasons.ts';
import { sayWhen } from './say-schedule.ts';
import type { Schedule } from './schedule.ts';

const help = { kind: 'help', department: null } as const;

/** A reply that is no answer to anything: something the bot has to say. */
export const note = (headline: string, lines: readonly string[]): Reply =>
  plainReply('help', help, headline, { lines });

const saySlot = (slot: string, { zone }: Schedule): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(slot)
    ? sayWeekday(Temporal.PlainDate.from(slot))
    : sayWhen(Temporal.Instant.from(slot), zone);

const mostNamed = 3;

const saySlots = (slots: readonly string[], schedule: Schedule): string => {
  const named = slots.slice(-mostNamed).map((slot) => saySlot(slot, schedule));
  return slots.length > mostNamed ? `${slots.length} times, last on ${named.at(-1)}` : `on ${listOf(named)}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the owner of a schedule is told: what did not happen, why, what to do, and when it comes next. */
export const noticeReply = (
  { notice, slots, error }: Notice,
  schedule: Schedule,
  names: { readonly digest: string; readonly channel: string },
  next: Temporal.Instant | null,
): Reply => {
  const { what, hint } = reasonFor(error, names.channel);
  const title = `“${names.digest}” for ${names.channel}`;
  const again = next ? [`It comes next on ${sayWhen(next, schedule.zone)}.`] : [];
  switch (notice) {
    case 'missed':
    case 'not_sent':
      return note(`${title} was not posted ${saySlots(slots, schedule)}.`, [
        `${capital(what)}. ${hint}`,
        ...again,
      ]);
    case 'stopped':
      return note(`${title} has stopped.`, [`${capital(what)}. ${hint}`]);
    default:
      return notice satisfies never;
  }
};
