import type { World } from './world.ts';

type Event = { readonly at: number; readonly order: number; readonly run: () => void };

/** Things to come, by their time; of those at one time the first planned comes first. */
export type Schedule = {
  readonly at: (time: number, run: () => void) => void;
  /** Lets everything happen that is due by then. */
  readonly until: (world: World, time: number) => void;
};

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export const openSchedule = (): Schedule => {
  const events: Event[] = [];
  let planned = 0;

  const takeDue = (time: number): Event | null => {
    let next: Event | null = null;
    for (const event of events)
      if (event.at <= time && (next === null || isBefore(event, next))) next = event;
    if (next) events.splice(events.indexOf(next), 1);
    return next;
  };

  return {
    at: (time, run) => {
      planned += 1;
      events.push({ at: time, order: planned, run });
    },
    until: (world, time) => {
      for (let event = takeDue(time); event; event = takeDue(time)) {
        world.now = Math.max(world.now, event.at);
        event.run();
      }
      world.now = Math.max(world.now, time);
    },
  };
};
