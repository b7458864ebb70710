import type { Checkout, Product, Variant, World } from '../world.ts';
import type { Json } from './json.ts';
import { money, timeText } from './json.ts';

export const configurableJson = (world: World, product: Product): Json => ({
  id: product.id,
  sku: `P-${product.id}`,
  name: product.title,
  attribute_set_id: 4,
  status: 1,
  visibility: 4,
  type_id: 'configurable',
  created_at: timeText(product.createdAt),
  updated_at: timeText(product.updatedAt),
  extension_attributes: {
    website_ids: [1],
    category_links: [{ position: 0, category_id: categoryId(world, product.category) }],
    configurable_product_links: [...world.variants.values()]
      .filter((variant) => variant.productId === product.id)
      .map((variant) => variant.id),
  },
  custom_attributes: [],
});

const categoriesOf = (world: World): readonly string[] => [
  ...new Set([...world.products.values()].map((product) => product.category)),
];

const categoryId = (world: World, name: string): string => String(3 + categoriesOf(world).indexOf(name));

export const categoriesJson = (world: World): readonly Json[] => [
  { id: 2, parent_id: 1, name: 'Default Category', is_active: true, position: 1, level: 1 },
  ...categoriesOf(world).map((name, index) => ({
    id: index + 3,
    parent_id: 2,
    name,
    is_active: true,
    position: index,
    level: 2,
  })),
];

const optionValues = (world: World, name: Variant['option']['name']): readonly string[] => [
  ...new Set(
    [...world.variants.values()]
      .filter(({ option }) => option.name === name)
      .map(({ option }) => option.value),
  ),
];

const attributeCodes = { Size: 'size', Colour: 'color' } as const;

export const attributesJson = (world: World): readonly Json[] =>
  (['Size', 'Colour'] as const).map((name, at) => ({
    attribute_id: 90 + at,
    attribute_code: attributeCodes[name],
    default_frontend_label: name,
    frontend_input: 'select',
    entity_type_id: '4',
    is_required: false,
    frontend_labels: [],
    options: [
      { label: ' ', value: '' },
      ...optionValues(world, name).map((label, index) => ({ label, value: String(100 * (at + 1) + index) })),
    ],
  }));

export const simpleJson = (world: World, variant: Variant): Json => {
  const { name, value } = variant.option;
  const title = world.products.get(variant.productId)?.title ?? '';
  return {
    id: variant.id,
    sku: variant.sku,
    name: `${title}-${value}`,
    attribute_set_id: 4,
    price: money(variant.unit),
    status: variant.active ? 1 : 2,
    visibility: 1,
    type_id: 'simple',
    created_at: timeText(variant.updatedAt),
    updated_at: timeText(variant.updatedAt),
    extension_attributes: { website_ids: [1] },
    custom_attributes: [
      { attribute_code: 'cost', value: (variant.cost / 100).toFixed(6) },
      {
        attribute_code: attributeCodes[name],
        value: String(100 * (name === 'Size' ? 1 : 2) + optionValues(world, name).indexOf(value)),
      },
      { attribute_code: 'category_ids', value: [categoryId(world, '')] },
    ],
  };
};

export const cartJson = (checkout: Checkout): Json => ({
  id: checkout.id,
  created_at: timeText(checkout.startedAt),
  updated_at: timeText(checkout.updatedAt),
  is_active: checkout.completedAt === null,
  is_virtual: false,
  items: [
    {
      item_id: 1,
      sku: 'X',
      qty: 1,
      name: 'X',
      price: money(checkout.value),
      product_type: 'simple',
      quote_id: '1',
    },
  ],
  items_count: 1,
  items_qty: 1,
  customer: { email: null, firstname: null, lastname: null },
  billing_address: {
    country_id: checkout.country,
    email: 'customer@example.test',
    city: 'Teststadt',
    firstname: 'Erika',
    lastname: 'Mustermann',
    postcode: '1',
    street: ['Teststr. 1'],
    telephone: '1',
  },
  currency: {
    base_currency_code: 'EUR',
    quote_currency_code: 'EUR',
    global_currency_code: 'EUR',
    store_currency_code: 'EUR',
  },
  store_id: 1,
});
