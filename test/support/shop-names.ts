import type { NameRows } from '#src/query/names/rows.ts';

/** The names that the demo shop is sure to have: products with their SKUs and category. */
const known: readonly (readonly [string, string, string])[] = [
  ['Classic Linen Shirt – Navy', 'LIN-SHI-NAV-S LIN-SHI-NAV-M LIN-SHI-NAV-L', 'Shirts'],
  ['Classic Linen Shirt – White', 'LIN-SHI-WHI-M', 'Shirts'],
  ['Classic Linen Shirt – Olive', 'LIN-SHI-OLI-M', 'Shirts'],
  ['Heritage Merino Beanie – Charcoal', 'MER-BEA-CHA', 'Accessories'],
  ['Heritage Merino Beanie – Rust', 'MER-BEA-RUS', 'Accessories'],
  ['Heritage Denim Jacket', 'DEN-JAC-M', 'Jackets'],
  ['Trail Runner 2', 'TRR-2-42', 'Shoes'],
  ['Yoga Mat 6mm', 'YOG-MAT-6', 'Home'],
  ['Water Bottle 750ml', 'WAT-BOT-750', 'Home'],
  ['Water Bottle 500ml', 'WAT-BOT-500', 'Home'],
  ['Sun Hat Wide Brim', 'SUN-HAT-WB', 'Accessories'],
  ['Mon Cheri Candle 200g', 'MON-CAN-200', 'Home'],
  ['Friday Night Hoodie', 'FRI-HOO-M', 'Sweaters'],
  ['Kids Cotton Dress – White', 'KID-DRE-WHI', 'Kids'],
  ['Gift Wrap', 'GIF-WRA', 'Home'],
  ['Gift Card', 'GIF-CAR', 'Gift cards'],
];

const colours = ['Navy', 'White', 'Olive', 'Charcoal', 'Rust', 'Sand', 'Forest', 'Black'] as const;
const lines = ['Harbour', 'Meadow', 'Alpine', 'Nordic', 'Atlas', 'Linden', 'Cedar', 'Summit'] as const;

/** Kinds of articles that each line has: category, nouns, sizes. */
const kinds: readonly (readonly [string, string, string])[] = [
  ['Shirts', 'Oxford Shirt, Flannel Shirt, Camp Collar Shirt', 'S M L XL'],
  ['T-Shirts', 'Crew Tee, V-Neck Tee, Long Sleeve Tee', 'S M L XL'],
  ['Sweaters', 'Cable Knit Sweater, Cardigan, Half Zip', 'S M L XL'],
  ['Jackets', 'Rain Jacket, Puffer Jacket, Overshirt', 'S M L XL'],
  ['Trousers', 'Chino, Straight Jeans', '30 32 34 36'],
  ['Dresses', 'Wrap Dress, Shirt Dress', 'S M L XL'],
  ['Shoes', 'Low Sneaker, Hiking Boot, Canvas Slip-On', '39 41 43 45'],
  ['Accessories', 'Leather Belt, Wool Scarf, Sock Pack, Card Holder', ''],
  ['Home', 'Wool Blanket, Stoneware Mug, Storage Basket, Table Lamp', ''],
  ['Kids', 'Play Romper, Rain Cape, Pyjama Set', '92 104 116'],
  ['Outdoor', 'Day Pack, Picnic Rug, Head Lamp', ''],
];

const values: Readonly<Record<string, readonly string[]>> = {
  country: ['DE', 'FR', 'NL', 'AT', 'CH', 'ES', 'GB'],
  ad_platform: ['Google Ads', 'Meta Ads', 'TikTok Ads'],
  traffic_source: ['Google', 'TikTok', 'Instagram', 'Email', 'Direct'],
  campaign: ['BFCM Warmup', 'Brand Search', 'Retargeting', 'New Audiences', 'Shopping Feed'],
  carrier: ['DHL', 'UPS', 'PostNL'],
  payment_provider: ['Stripe', 'PayPal'],
  payment_method: ['Card', 'PayPal', 'Klarna', 'Invoice'],
  cloud_provider: ['AWS', 'Google Cloud'],
  cloud_service: ['Amazon EC2', 'Amazon S3', 'Amazon RDS', 'BigQuery', 'Cloud Storage'],
  cloud_account: ['shop-prod', 'shop-staging'],
  team: ['platform', 'data'],
  discount_code: ['WELCOME10', 'SUMMER20'],
  shipping_method: ['Standard', 'Express'],
  sales_channel: ['Web shop', 'POS'],
  device: ['Mobile', 'Desktop', 'Tablet'],
  return_reason: ['Too small', 'Too large', 'Damaged', 'Changed mind', 'Not as described', 'Arrived late'],
  decline_reason: ['Insufficient funds', 'Card expired', 'Suspected fraud'],
  landing_page: ['/', '/collections/shirts', '/products/trail-runner-2'],
  capability: ['checkout', 'payments', 'storefront'],
};

const sizeOf = (sku: string): Readonly<Record<string, string>> => {
  const size = /-(S|M|L|42)$/.exec(sku)?.[1];
  return size ? { size } : {};
};

const colourOf = (title: string): Readonly<Record<string, string>> => {
  const colour = title.split(' – ')[1];
  return colour ? { colour } : {};
};

/** Names of a shop like the demo shop: the sure ones and some 260 products more, in an EUR and a GBP store. */
export const shopNames = (): NameRows => {
  const more = lines.flatMap((line, at) =>
    kinds.flatMap(([category, nouns, sizes]) =>
      nouns.split(', ').map((noun, place) => ({
        title: `${line} ${noun}`,
        category,
        colours: [0, 3].map((step) => colours[(at + place + step) % colours.length] ?? 'Black'),
        sizes: sizes.split(' ').filter(Boolean),
      })),
    ),
  );
  const storeOf = (i: number): string => (i % 5 === 0 ? 'uk' : 'eu');
  return {
    stores: [
      { id: 'eu', name: 'Meridian EU' },
      { id: 'uk', name: 'Meridian UK' },
    ],
    products: [
      ...known.map(([title, , category], i) => ({ storeId: 'eu', id: `k${i}`, title, category })),
      ...more.map(({ title, category }, i) => ({ storeId: storeOf(i), id: `p${i}`, title, category })),
    ],
    variants: [
      ...known.flatMap(([title, skus], i) =>
        skus.split(' ').map((sku) => ({
          storeId: 'eu',
          productId: `k${i}`,
          sku,
          options: { ...colourOf(title), ...sizeOf(sku) },
        })),
      ),
      ...more.flatMap(({ colours: inColours, sizes }, i) =>
        inColours.flatMap((colour, at) =>
          (sizes.length > 0 ? sizes : ['']).map((size) => ({
            storeId: storeOf(i),
            productId: `p${i}`,
            sku: `MD-${1000 + i}-${at}${size}`,
            options: { colour, ...(size && { size }) },
          })),
        ),
      ),
    ],
    locations: [
      { storeId: 'eu', name: 'Berlin warehouse' },
      { storeId: 'eu', name: 'Rotterdam DC' },
      { storeId: 'uk', name: 'Leeds warehouse' },
    ],
    values: Object.entries(values).flatMap(([dimension, list]) =>
      list.map((value) => ({ storeId: 'eu', dimension, value })),
    ),
  };
};
