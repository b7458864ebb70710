import { sayTime, sayWeekday } from '#src/answer/words/periods.ts';
import { clean } from '#src/lib/text.ts';
import { findPlanned } from '#src/query/work/planned.ts';
import { actionText } from '../actions/find.ts';
import type { Section } from '../define.ts';

/** What is to be done today and was not said yet; what takes other departments too says which. */
export const toDo: Section = async ({ digest, actions, spent }) => {
  const lines = actions
    .filter(({ key }) => !spent.has(key))
    .map((action) => ({ text: actionText(action, digest.department), open: action.open }));
  return lines.length === 0 ? null : { id: 'actions', title: 'To do', lines, chart: null };
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

/** What begins within some days. */
export const planned =
  (days: number): Section =>
  async ({ runtime, stores, zone }) => {
    const events = (await findPlanned({ runtime, stores }, days)).filter(
      ({ startsAt }) => Temporal.Instant.compare(startsAt, runtime.now) > 0,
    );
    const lines = events.slice(0, 5).map(({ title, startsAt }) => {
      const local = startsAt.toZonedDateTimeISO(zone);
      const time = local.equals(local.startOfDay()) ? '' : `, ${sayTime(local)}`;
      return {
        text: `${sayWeekday(local).split(' ').slice(0, 3).join(' ')}${time}: ${clean(title, 80)}`,
        open: null,
      };
    });
    return lines.length === 0 ? null : { id: 'planned', title: 'Coming up', lines, chart: null };
  };
