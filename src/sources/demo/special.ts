import { addRefund, refundPieces, refundRest } from './after.ts';
import type { Item } from './basket.ts';
import type { Catalogue } from './catalogue.ts';
import type { Days } from './days.ts';
import { hourMs, never } from './days.ts';
import type { Life } from './life.ts';

/** Orders people ask for by number: what is in them, where they go, and what becomes of them. */
type Special = {
  readonly items: readonly (readonly [sku: string, quantity: number])[];
  readonly country: string;
  readonly isExpress: boolean;
  readonly turn: (life: Life, days: Days) => void;
};

const at = (days: Days, before: number, hour: number): number =>
  Math.floor(days.start(days.today - before) + hour * hourMs);

/** Gives the order one parcel and nothing after it. */
const sent = (life: Life, carrier: string, handedOver: number, delivered: number): void => {
  life.parcels = [
    {
      id: `${life.number}-1`,
      carrier,
      tracking: `${carrier.slice(0, 2).toUpperCase()}${life.number}00417`,
      handedOver,
      delivered,
      cost: 430,
    },
  ];
  life.shipped = handedOver;
  life.delivered = delivered;
};

/** The number of the first one; the others follow within the day. */
export const firstSpecial = 100_482;

const specials: Readonly<Record<string, Special>> = {
  /** Promised for yesterday, with the carrier since the day before, not there yet. */
  '100482': {
    items: [
      ['TRR-2-42', 1],
      ['WAT-BOT-750', 2],
    ],
    country: 'DE',
    isExpress: true,
    turn: (life, days) => {
      sent(life, 'DHL', at(days, 2, 11.3), at(days, -1, 14.2));
      life.promisedOn = days.text(days.today - 1);
    },
  },
  /** Waits for the jackets that PO-2231 brings tomorrow. */
  '100517': {
    items: [['DEN-JAC-M', 1]],
    country: 'DE',
    isExpress: false,
    turn: (life, days) => {
      sent(life, 'DHL', at(days, -1, 15.5), at(days, -3, 12.1));
      life.waiting = life.placed;
      life.promisedOn = days.text(days.today + 2);
    },
  },
  /** One of two shirts refunded first, the rest cancelled the day after. */
  '100518': {
    items: [
      ['LIN-SHI-NAV-M', 2],
      ['YOG-MAT-6', 1],
    ],
    country: 'FR',
    isExpress: false,
    turn: (life, days) => {
      const [shirts] = life.lines;
      life.parcels = [];
      life.shipped = never;
      life.delivered = never;
      if (shirts) {
        addRefund(
          life,
          refundPieces(life, shirts, 1, { reason: 'Ordered by mistake', at: at(days, 2, 15.1) }),
        );
      }
      life.cancelled = at(days, 1, 11.2);
      refundRest(life, { reason: 'Cancelled', at: life.cancelled });
    },
  },
};

export const specialOf = (number: string): Special | null => specials[number] ?? null;

/** The items of a special order. */
export const specialItems = (special: Special, catalogue: Catalogue): readonly Item[] =>
  special.items.map(([sku, quantity]) => ({ variant: catalogue.bySku(sku), quantity }));

/** Makes of an order the one people ask for: everything that would have happened after it was paid is replaced. */
export const makeSpecial = (life: Life, special: Special, days: Days): void => {
  life.refunds = [];
  life.returns = [];
  life.dispute = null;
  life.cancelled = never;
  life.waiting = never;
  special.turn(life, days);
};
