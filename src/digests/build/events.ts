import { companyStore } from '#src/query/stores.ts';
import { concerns, tellEvent } from '#src/status/report/in-short.ts';
import { readEvents } from '#src/status/report/read-events.ts';
import type { DigestSources } from '../define.ts';

/** What a digest says of an event: what happened, and what it means for the department. The rest opens. */
const inShort: ReadonlySet<string> = new Set(['opening', 'for_you']);

/** What is broken or was in the period, as far as it is known now and as far as it concerns the department. */
export const tellEvents: DigestSources['events'] = async (department, period, { database, estate, now }) => {
  const shops = estate.stores.filter(({ kind }) => kind === 'store').map(({ id }) => id);
  const events = await readEvents(database.fast, {
    stores: [...new Set([...shops, companyStore])],
    now,
    from: period.from.toInstant(),
    to: now,
  });
  const reader = { department, zone: period.from.timeZoneId, now };
  return events
    .filter((event) => concerns(event, department))
    .map((event) => {
      const { reference, impact, endedAt } = event;
      const said = tellEvent(event, reader).filter(({ kind }) => inShort.has(kind));
      return {
        ref: reference,
        text: `${reference}: ${said.map(({ text }) => text).join(' ')}`,
        severity: impact.severity,
        isOpen: endedAt === null,
        atRisk: null,
        open: { kind: 'status', capability: impact.capability, supplier: null, period: null },
      };
    });
};
