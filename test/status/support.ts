import type { Department } from '#src/lib/departments.ts';
import { assess } from '#src/status/read/assess.ts';
import type { TechEvent } from '#src/status/read/event.ts';
import { tell } from '#src/status/tell/tell.ts';
import type { Telling } from '#src/status/tell/telling.ts';
import { tellingText } from '#src/status/tell/telling.ts';

/** An event of 20 November 2026 from `[clock, label, words]`. */
export const eventWith = (
  updates: readonly (readonly [string, string, string])[],
  over: Partial<Omit<TechEvent, 'updates'>> = {},
): TechEvent => ({
  vendor: null,
  title: 'Trouble',
  components: [],
  ...over,
  updates: updates.map(([clock, status, body]) => ({
    at: Temporal.Instant.from(`2026-11-20T${clock}:00Z`),
    status,
    body,
  })),
});

export const told = (event: TechEvent, department: Department = 'marketing', zone = 'UTC'): Telling =>
  tell(assess(event), department, {
    zone,
    now: event.updates.at(-1)?.at ?? Temporal.Instant.fromEpochMilliseconds(0),
    reference: null,
  });

export const toldText = (event: TechEvent, department: Department = 'marketing'): string =>
  tellingText(told(event, department));
