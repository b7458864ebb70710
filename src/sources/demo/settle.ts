import { never } from './days.ts';
import type { Life } from './life.ts';
import type { GiftCards } from './pay.ts';
import type { Stock } from './stock.ts';
import type { Supply } from './supply.ts';

type Books = { readonly stock: Stock; readonly supply: Supply; readonly giftCards: GiftCards };

/** Books the order's goods in the ledger and its gift cards among those that can be redeemed. */
export const settle = (world: Books, life: Life): void => {
  const { stock, supply } = world;
  const { location } = life;
  for (const line of life.lines) {
    const { variant, quantity } = line;
    if (variant.kind === 'gift_card' && life.cancelled === never)
      world.giftCards.issue(`gc-${life.number}`, line.gross);
    if (!variant.tracked) continue;
    const move = { variant, location };
    const id = `${life.number}-${line.id}`;
    supply.sold(variant, location, quantity);
    stock.move({ ...move, id: `${id}-s`, kind: 'sale', at: life.placed, available: -quantity, onHand: 0 });
    if (life.cancelled < never) {
      stock.move({
        ...move,
        id: `${id}-c`,
        kind: 'cancellation',
        at: life.cancelled,
        available: quantity,
        onHand: 0,
      });
    } else if (life.shipped < never) {
      stock.move({
        ...move,
        id: `${id}-x`,
        kind: 'shipment',
        at: life.shipped,
        available: 0,
        onHand: -quantity,
      });
    }
  }
  for (const one of life.returns) {
    const { variant } = one.line;
    if (!one.restocked) continue;
    stock.move({
      id: one.id,
      variant,
      location,
      kind: 'return',
      at: one.at,
      available: one.units,
      onHand: one.units,
    });
  }
};
