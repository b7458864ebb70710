import { and, gte, inArray, isNull, lt } from 'drizzle-orm';
import { calendarEvents } from '#src/database/schema/web.ts';
import { instantFrom } from '#src/lib/time-range.ts';
import type { Runtime } from './run-metric.ts';
import { companyStore } from './stores.ts';

type EventKind = (typeof calendarEvents.$inferSelect)['kind'];

/** Kinds of events that make a day unlike others of its weekday. */
export const loudEvents = ['campaign', 'sale', 'launch', 'holiday'] as const satisfies readonly EventKind[];
/** Kinds after which a recent level says nothing about the days of the event. */
export const sales = ['sale'] as const satisfies readonly EventKind[];

/** An event longer than this is no event but a season. */
const mostDays = 60;

/** Days (ISO dates in the zone of the bounds) on which an event of those kinds is planned or was. */
export const readEventDays = async (
  { database }: Runtime,
  stores: readonly string[],
  kinds: readonly EventKind[],
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
): Promise<ReadonlySet<string>> => {
  const rows = await database.fast
    .select({ startsAt: calendarEvents.startsAt, endsAt: calendarEvents.endsAt })
    .from(calendarEvents)
    .where(
      and(
        inArray(calendarEvents.storeId, [...stores, companyStore]),
        isNull(calendarEvents.cancelledAt),
        inArray(calendarEvents.kind, [...kinds]),
        lt(calendarEvents.startsAt, to.toInstant().toString()),
        gte(calendarEvents.endsAt, from.toInstant().toString()),
      ),
    );
  const days = new Set<string>();
  for (const { startsAt, endsAt } of rows) {
    const zone = from.timeZoneId;
    const last = instantFrom(endsAt).toZonedDateTimeISO(zone).subtract({ nanoseconds: 1 }).toPlainDate();
    let day = instantFrom(startsAt).toZonedDateTimeISO(zone).toPlainDate();
    for (let n = 0; n <= mostDays && Temporal.PlainDate.compare(day, last) <= 0; n += 1) {
      days.add(day.toString());
      day = day.add({ days: 1 });
    }
  }
  return days;
};
