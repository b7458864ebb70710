import type { Department } from '#src/lib/departments.ts';
import { capability } from '../book/capabilities.ts';
import { tell } from '../tell/tell.ts';
import type { TellContext } from '../tell/teller.ts';
import type { Line, LineKind } from '../tell/telling.ts';
import type { StoredEvent } from './read-events.ts';

/** Who reads it, where and when. */
export type EventReader = Pick<TellContext, 'zone' | 'now'> & { readonly department: Department };

/** What is told of each event where there are several. */
const kept: ReadonlySet<LineKind> = new Set(['opening', 'state', 'for_you', 'warning', 'meanwhile', 'end']);

/** An event in the words of a department, line by line. */
export const tellEvent = (event: StoredEvent, { department, zone, now }: EventReader): readonly Line[] =>
  tell(event.impact, department, { zone, now, reference: event.reference }).lines;

/** The same in one paragraph, for where there are several. */
export const tellShortly = (event: StoredEvent, reader: EventReader): string =>
  tellEvent(event, reader)
    .filter(({ kind }) => kept.has(kind))
    .map(({ text }) => text)
    .join(' ');

/** Whether a department is told of an event without asking: what only developers feel is for IT. */
export const concerns = ({ impact }: StoredEvent, department: Department): boolean => {
  const { feltBy } = capability(impact.capability);
  return department === 'it' || feltBy === 'customers' || feltBy === 'staff';
};
