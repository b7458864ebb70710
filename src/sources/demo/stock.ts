import type { Variant } from './catalogue.ts';
import type { Days } from './days.ts';

/** A move of stock at an instant: pieces that can be sold, pieces in the building. */
export type Move = {
  readonly id: string;
  readonly variant: Variant;
  readonly location: number;
  readonly kind: 'sale' | 'shipment' | 'cancellation' | 'return' | 'receipt' | 'adjustment' | 'transfer';
  readonly at: number;
  readonly available: number;
  readonly onHand: number;
};

type Level = { readonly available: number; readonly onHand: number };

/**
 * The ledger of a demo shop. Moves may lie ahead (a parcel that leaves tomorrow); they count from their instant on.
 * What customers may be promised counts what is given back only from the next day on, so that nothing is sold before
 * it is there.
 */
export type Stock = {
  readonly promisable: (variant: Variant, location: number) => number;
  readonly move: (move: Move) => void;
  readonly closeDay: (day: number) => void;
  /** Moves up to an instant that were not taken yet; `level` follows. */
  readonly take: (until: number) => readonly Move[];
  readonly level: (variant: Variant, location: number) => Level;
};

const keep = (moves: Map<number, Move[]>, day: number, move: Move): void => {
  const known = moves.get(day);
  if (known) known.push(move);
  else moves.set(day, [move]);
};

export const createStock = (days: Days, variants: number, locations: number): Stock => {
  const size = variants * locations;
  const promised = new Int32Array(size);
  const available = new Int32Array(size);
  const onHand = new Int32Array(size);
  const ahead = new Map<number, Move[]>();
  const givenBack = new Map<number, Move[]>();
  const placeOf = (variant: Variant, location: number): number => location * variants + variant.place;
  let firstDay = -1;
  let closed = -1;

  const settle = (move: Move): void => {
    const place = placeOf(move.variant, move.location);
    available[place] = (available[place] ?? 0) + move.available;
    onHand[place] = (onHand[place] ?? 0) + move.onHand;
  };

  const promise = (move: Move): void => {
    const place = placeOf(move.variant, move.location);
    promised[place] = (promised[place] ?? 0) + move.available;
  };

  return {
    promisable: (variant, location) => promised[placeOf(variant, location)] ?? 0,
    move: (move) => {
      if (!move.variant.tracked) return;
      const day = days.of(move.at);
      keep(ahead, day, move);
      if (move.available < 0 || day <= closed) promise(move);
      else if (move.available > 0) keep(givenBack, day, move);
    },
    closeDay: (day) => {
      closed = day;
      for (const move of givenBack.get(day) ?? []) promise(move);
      givenBack.delete(day);
    },
    take: (until) => {
      const taken: Move[] = [];
      const lastDay = days.of(until);
      for (let day = firstDay; day <= lastDay; day += 1) {
        const moves = ahead.get(day) ?? [];
        const due = moves.filter((move) => move.at <= until);
        taken.push(...due);
        if (due.length === moves.length) ahead.delete(day);
        else
          ahead.set(
            day,
            moves.filter((move) => move.at > until),
          );
      }
      firstDay = lastDay;
      for (const move of taken) settle(move);
      return taken;
    },
    level: (variant, location) => {
      const place = placeOf(variant, location);
      return { available: available[place] ?? 0, onHand: onHand[place] ?? 0 };
    },
  };
};
