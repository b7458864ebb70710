/** The calendar day of an instant in the zone of the row's store, worked out by Postgres (it knows when clocks change). */
export const dayOf = (instant: string): string => `(${instant} at time zone store.zone)::date`;
