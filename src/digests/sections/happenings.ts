import { sayTime, sayWeekday } from '#src/answer/words/periods.ts';
import { clean } from '#src/lib/text.ts';
import type { PlannedEvent } from '#src/query/work/planned.ts';
import { findPlanned } from '#src/query/work/planned.ts';
import { actionText } from '../actions/find.ts';
import type { Section } from '../define.ts';

/** Longer lists are not worked through in a morning. */
const mostToDo = 7;

/** What is to be done today and was not said yet; what takes other departments too says which. */
export const toDo: Section = async ({ digest, actions, spent }) => {
  const lines = actions
    .filter(({ key }) => !spent.has(key))
    .map((action) => ({ text: actionText(action, digest.department), open: action.open }));
  if (lines.length === 0) return null;
  const rest = lines.length - mostToDo;
  const more = rest > 0 ? [{ text: `… and ${rest} more of these.`, open: null }] : [];
  return { id: 'actions', title: 'To do', lines: [...lines.slice(0, mostToDo), ...more], chart: null };
};

/** What is broken or was, in the department's words. */
export const broken: Section = async ({ events, spent }) => {
  const lines = events.filter(({ ref }) => !spent.has(ref)).map(({ text, open }) => ({ text, open }));
  return lines.length === 0 ? null : { id: 'events', title: 'What is broken', lines, chart: null };
};

/** The cloud bill in words. */
export const costs: Section = async ({ sources, period, runtime, may }) => {
  if (!may('cloud.cost')) return null;
  const lines = await sources.costs(period, runtime);
  return lines.length === 0 ? null : { id: 'costs', title: 'Cloud cost', lines, chart: null };
};

/** What the bot did. */
export const ownWork: Section = async ({ sources, period }) => {
  const lines = await sources.ownWork(period);
  return lines.length === 0 ? null : { id: 'own-work', title: 'What I did', lines, chart: null };
};

/** The same event in several shops is one line. */
const oncePerTitle = (events: readonly PlannedEvent[]): readonly PlannedEvent[] =>
  [...new Map(events.toReversed().map((event) => [event.title, event])).values()].toReversed();

/** What begins within some days; deliveries only matter to who receives them. */
export const planned =
  (days: number, options: { readonly deliveries?: boolean } = {}): Section =>
  async ({ runtime, stores, zone }) => {
    const events = (await findPlanned({ runtime, stores }, days)).filter(
      ({ startsAt, kind }) =>
        Temporal.Instant.compare(startsAt, runtime.now) > 0 && (options.deliveries || kind !== 'delivery'),
    );
    const lines = oncePerTitle(events)
      .slice(0, 5)
      .map(({ title, startsAt }) => {
        const local = startsAt.toZonedDateTimeISO(zone);
        const time = local.equals(local.startOfDay()) ? '' : `, ${sayTime(local)}`;
        return {
          text: `${sayWeekday(local).split(' ').slice(0, 3).join(' ')}${time}: ${clean(title, 80)}`,
          open: null,
        };
      });
    return lines.length === 0 ? null : { id: 'planned', title: 'Coming up', lines, chart: null };
  };
