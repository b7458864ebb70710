import { capability } from '../book/capabilities.ts';
import type { Impact } from '../read/impact.ts';
import type { Teller } from './teller.ts';
import { capital, isOver, sayIfClear } from './teller.ts';
import type { Line } from './telling.ts';
import { sayClock, sayDate, saySince, saySpan } from './times.ts';

const spanOf = ({ impact, zone, now }: Teller): string => {
  const { periods, started, ended } = impact;
  const [first, second] = periods;
  if (first && second) return `twice: ${saySpan(first, zone, now)} and ${saySpan(second, zone, now)}`;
  if (ended && Temporal.Instant.compare(started.at, ended.at) >= 0)
    return `at ${sayClock(ended.at, zone)} on ${sayDate(ended.at, zone, now)}`;
  return saySpan({ from: started.at, to: ended?.at ?? null }, zone, now);
};

/** Whether it hits everybody, as far as it is said: then it does not only fail at times. */
const isWhole = ({ severity, share }: Impact): boolean =>
  severity === 'critical' && (share === null || share > 0.9);

export const opening = (teller: Teller): readonly Line[] => {
  const { impact, zone, now } = teller;
  const { supplier, started, ended } = impact;
  const thing = capability(impact.capability);
  const since = saySince(started, zone, now);
  const hasEnded = ended !== null && (isOver(impact) || impact.state === 'unknown');
  if (supplier) {
    const who = `${supplier.name}, ${supplier.who},`;
    const reports = hasEnded && !started.isStated && ended?.isStated === false;
    return [
      {
        kind: 'opening',
        text: hasEnded
          ? `${who} ${reports ? 'reported' : 'had'} trouble ${spanOf(teller)}.`
          : `${who} has had trouble ${since}.`,
      },
    ];
  }
  const trouble = thing.trouble[impact.trouble];
  const text = hasEnded
    ? `There was trouble with ${thing.thing} ${spanOf(teller)}.`
    : `${capital(since)} ${isWhole(impact) ? trouble.replace(' at times', '') : trouble}.`;
  const heading = sayIfClear(teller, impact.title);
  return [
    { kind: 'opening', text },
    ...(heading && heading.split(' ').length > 2 && heading.split(' ').length <= 12
      ? [{ kind: 'figure', text: heading } as const]
      : []),
  ];
};

/** Where the times in the text and the times of its notes do not fit together, both are told. */
export const doubts = ({ impact, zone }: Teller): readonly Line[] => {
  const { periods, notes, ended } = impact;
  const last = periods.at(-1);
  if (!isOver(impact) || !last?.to || !ended) return [];
  if (
    Temporal.Instant.compare(last.to, notes.from.subtract({ hours: 2 })) < 0 &&
    notes.to.since(notes.from).total('hours') < 24 &&
    last.to.until(notes.from).total('hours') < 36
  )
    return [
      {
        kind: 'unknown',
        text: `The notes came from ${sayClock(notes.from, zone)} to ${sayClock(notes.to, zone)}, so these clock times are not sure.`,
      },
    ];
  if (Temporal.Instant.compare(last.to, notes.to.add({ minutes: 20 })) > 0)
    return [
      { kind: 'unknown', text: `The case was closed at ${sayClock(notes.to, zone)}, before that end.` },
    ];
  return [];
};
