/** A kind of article the demo shop sells: how its products are named, priced and varied. Prices in cents, without tax. */
export type ArticleKind = {
  readonly category: string;
  readonly nouns: readonly string[];
  readonly price: readonly [number, number];
  readonly sizes: readonly string[];
  readonly returnRate: number;
};

/** Products that must be there, with their SKUs. Colours and sizes are those their names and SKUs tell. */
export const namedProducts = [
  {
    title: 'Classic Linen Shirt – Navy',
    skus: ['LIN-SHI-NAV-S', 'LIN-SHI-NAV-M', 'LIN-SHI-NAV-L'],
    category: 'Shirts',
    price: 4950,
    weight: 9,
  },
  {
    title: 'Classic Linen Shirt – White',
    skus: ['LIN-SHI-WHI-M'],
    category: 'Shirts',
    price: 4950,
    weight: 7,
  },
  {
    title: 'Classic Linen Shirt – Olive',
    skus: ['LIN-SHI-OLI-M'],
    category: 'Shirts',
    price: 4950,
    weight: 4,
  },
  {
    title: 'Heritage Merino Beanie – Charcoal',
    skus: ['MER-BEA-CHA'],
    category: 'Accessories',
    price: 2900,
    weight: 9,
  },
  {
    title: 'Heritage Merino Beanie – Rust',
    skus: ['MER-BEA-RUS'],
    category: 'Accessories',
    price: 2900,
    weight: 5,
  },
  { title: 'Heritage Denim Jacket', skus: ['DEN-JAC-M'], category: 'Jackets', price: 10900, weight: 6 },
  { title: 'Trail Runner 2', skus: ['TRR-2-42'], category: 'Shoes', price: 11900, weight: 8 },
  { title: 'Yoga Mat 6mm', skus: ['YOG-MAT-6'], category: 'Home', price: 3400, weight: 8 },
  { title: 'Water Bottle 750ml', skus: ['WAT-BOT-750'], category: 'Home', price: 2100, weight: 10 },
  { title: 'Water Bottle 500ml', skus: ['WAT-BOT-500'], category: 'Home', price: 1800, weight: 8 },
  { title: 'Sun Hat Wide Brim', skus: ['SUN-HAT-WB'], category: 'Accessories', price: 3200, weight: 5 },
  { title: 'Mon Cheri Candle 200g', skus: ['MON-CAN-200'], category: 'Home', price: 1900, weight: 7 },
  { title: 'Friday Night Hoodie', skus: ['FRI-HOO-M'], category: 'Sweaters', price: 5900, weight: 8 },
  { title: 'Kids Cotton Dress – White', skus: ['KID-DRE-WHI'], category: 'Kids', price: 2700, weight: 5 },
  { title: 'Harbour Mug – Blue', skus: ['HAR-MUG-BLU'], category: 'Home', price: 1400, weight: 7 },
  { title: 'Gift Wrap', skus: ['GIF-WRA'], category: 'Home', price: 400, weight: 0 },
  { title: 'Gift Card', skus: ['GIF-CAR'], category: 'Gift cards', price: 5000, weight: 0 },
] as const;

const adult = ['S', 'M', 'L', 'XL'] as const;

export const articleKinds: readonly ArticleKind[] = [
  {
    category: 'Shirts',
    nouns: ['Oxford Shirt', 'Poplin Shirt', 'Flannel Shirt', 'Camp Collar Shirt'],
    price: [3900, 6900],
    sizes: adult,
    returnRate: 0.09,
  },
  {
    category: 'T-Shirts',
    nouns: ['Crew Tee', 'V-Neck Tee', 'Pocket Tee', 'Long Sleeve Tee'],
    price: [1900, 3500],
    sizes: adult,
    returnRate: 0.07,
  },
  {
    category: 'Sweaters',
    nouns: ['Cable Knit Sweater', 'Roll Neck', 'Cardigan', 'Half Zip'],
    price: [5900, 11900],
    sizes: adult,
    returnRate: 0.09,
  },
  {
    category: 'Jackets',
    nouns: ['Rain Jacket', 'Puffer Jacket', 'Field Jacket', 'Overshirt'],
    price: [8900, 18900],
    sizes: adult,
    returnRate: 0.12,
  },
  {
    category: 'Trousers',
    nouns: ['Chino', 'Straight Jeans', 'Cargo Trousers', 'Pleated Trousers'],
    price: [5900, 9900],
    sizes: ['30', '32', '34', '36'],
    returnRate: 0.14,
  },
  {
    category: 'Dresses',
    nouns: ['Wrap Dress', 'Midi Dress', 'Shirt Dress', 'Knit Dress'],
    price: [5900, 12900],
    sizes: adult,
    returnRate: 0.18,
  },
  {
    category: 'Shoes',
    nouns: ['Low Sneaker', 'Chelsea Boot', 'Hiking Boot', 'Canvas Slip-On'],
    price: [6900, 15900],
    sizes: ['39', '41', '43', '45'],
    returnRate: 0.17,
  },
  {
    category: 'Accessories',
    nouns: ['Leather Belt', 'Wool Scarf', 'Canvas Tote', 'Sock Pack', 'Card Holder'],
    price: [1500, 5900],
    sizes: [],
    returnRate: 0.03,
  },
  {
    category: 'Home',
    nouns: ['Wool Blanket', 'Stoneware Mug', 'Linen Cushion', 'Storage Basket', 'Table Lamp'],
    price: [1500, 8900],
    sizes: [],
    returnRate: 0.03,
  },
  {
    category: 'Kids',
    nouns: ['Play Romper', 'Rain Cape', 'Dungarees', 'Pyjama Set'],
    price: [1900, 4500],
    sizes: ['92', '104', '116', '128'],
    returnRate: 0.08,
  },
  {
    category: 'Outdoor',
    nouns: ['Day Pack', 'Picnic Rug', 'Camping Mug', 'Head Lamp'],
    price: [1900, 9900],
    sizes: [],
    returnRate: 0.05,
  },
];

/** First words of invented products; none of the named products uses one of them. */
export const lines = [
  'Harbour',
  'Meadow',
  'Alpine',
  'Nordic',
  'Atlas',
  'Linden',
  'Cedar',
  'Summit',
  'Coastal',
  'Willow',
] as const;

export const colours = [
  ['Navy', 'NAV'],
  ['White', 'WHI'],
  ['Olive', 'OLI'],
  ['Charcoal', 'CHA'],
  ['Rust', 'RUS'],
  ['Sand', 'SAN'],
  ['Forest', 'FOR'],
  ['Black', 'BLA'],
] as const;

export const returnReasons = [
  'Too small',
  'Too large',
  'Not as described',
  'Changed mind',
  'Damaged',
  'Arrived late',
] as const;
export const returnReasonShares = [30, 21, 15, 22, 7, 5] as const;

export const declineReasons = [
  'insufficient_funds',
  'card_declined',
  'expired_card',
  '3ds_failed',
  'suspected_fraud',
] as const;
export const declineShares = [34, 30, 12, 18, 6] as const;
