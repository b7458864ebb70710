import { companyStore } from '#src/query/stores.ts';
import type { StoredEvent } from '#src/status/report/read-events.ts';
import { readEvents } from '#src/status/report/read-events.ts';
import { tell } from '#src/status/tell/tell.ts';
import type { DigestSources, EventTelling } from '../define.ts';

/** What a digest says of an event: what happened, and what it means for the department. The rest opens. */
const inShort: ReadonlySet<string> = new Set(['opening', 'for_you']);

/** An event told in two sentences of a department's own words. */
const tellingOf = (
  event: StoredEvent,
  department: Parameters<typeof tell>[1],
  reader: { readonly zone: string; readonly now: Temporal.Instant },
): EventTelling => {
  const { reference, impact, endedAt } = event;
  const { lines } = tell(impact, department, { ...reader, reference });
  const said = lines.filter(({ kind }) => inShort.has(kind)).map(({ text }) => text);
  return {
    ref: reference,
    text: `${reference}: ${said.join(' ')}`,
    severity: impact.severity,
    isOpen: endedAt === null,
    atRisk: null,
    open: { kind: 'status', capability: impact.capability, supplier: null, period: null },
  };
};

/** What is broken or was in the period, as far as it is known now. */
export const tellEvents: DigestSources['events'] = async (department, period, { database, estate, now }) => {
  const shops = estate.stores.filter(({ kind }) => kind === 'store').map(({ id }) => id);
  const events = await readEvents(database.fast, {
    stores: [...new Set([...shops, companyStore])],
    now,
    from: period.from.toInstant(),
    to: now,
  });
  return events.map((event) => tellingOf(event, department, { zone: period.from.timeZoneId, now }));
};
