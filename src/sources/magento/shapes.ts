import { z } from 'zod';

/**
 * What is read of Magento's answers (Swagger 2.4.9), and nothing else: names and addresses are not even asked for. Fields
 * without a value are left out by Magento, not null.
 */

const amount = z.union([z.string(), z.number()]);
const some = amount.nullish();
const id = z.number().int();
const time = z.string();

const orderItem = z.object({
  item_id: id,
  parent_item_id: id.nullish(),
  product_id: id.nullish(),
  product_type: z.string().nullish(),
  sku: z.string().nullish(),
  is_virtual: z.union([z.number(), z.boolean()]).nullish(),
  qty_ordered: amount,
  qty_shipped: some,
  qty_refunded: some,
  qty_canceled: some,
  base_row_total: some,
  base_discount_amount: some,
  base_discount_tax_compensation_amount: some,
  base_tax_amount: some,
  base_cost: some,
});

const country = z.object({ country_id: z.string().nullish() });

export const orderShape = z.object({
  entity_id: id,
  increment_id: z.string(),
  state: z.string(),
  created_at: time,
  updated_at: time,
  base_currency_code: z.string(),
  base_grand_total: amount,
  base_tax_amount: some,
  base_shipping_amount: some,
  base_shipping_discount_amount: some,
  base_shipping_discount_tax_compensation_amnt: some,
  base_total_paid: some,
  base_total_due: some,
  base_total_invoiced: some,
  base_total_refunded: some,
  coupon_code: z.string().nullish(),
  customer_email: z.string().nullish(),
  customer_id: id.nullish(),
  shipping_description: z.string().nullish(),
  payment: z.object({ method: z.string().nullish() }).nullish(),
  billing_address: country.nullish(),
  items: z.array(orderItem),
  extension_attributes: z
    .object({
      shipping_assignments: z
        .array(z.object({ shipping: z.object({ address: country.nullish() }).nullish() }))
        .nullish(),
      base_gift_cards_amount: some,
      base_customer_balance_amount: some,
      base_reward_currency_amount: some,
    })
    .nullish(),
});

export type MagentoOrder = z.infer<typeof orderShape>;
export type MagentoItem = MagentoOrder['items'][number];

export const memoShape = z.object({
  entity_id: id,
  order_id: id,
  state: z.number().nullish(),
  created_at: time,
  base_grand_total: amount,
  base_tax_amount: some,
  base_shipping_amount: some,
  items: z
    .array(
      z.object({
        entity_id: id.nullish(),
        order_item_id: id,
        qty: amount,
        base_row_total: some,
        base_discount_amount: some,
        base_discount_tax_compensation_amount: some,
      }),
    )
    .nullish(),
});

export type MagentoMemo = z.infer<typeof memoShape>;

export const invoiceShape = z.object({
  entity_id: id,
  order_id: id,
  state: z.number().nullish(),
  created_at: time,
  base_grand_total: amount,
});

export type MagentoInvoice = z.infer<typeof invoiceShape>;

export const shipmentShape = z.object({
  entity_id: id,
  order_id: id,
  created_at: time,
  tracks: z.array(z.object({ track_number: z.string().nullish(), title: z.string().nullish() })).nullish(),
  extension_attributes: z.object({ source_code: z.string().nullish() }).nullish(),
});

export type MagentoShipment = z.infer<typeof shipmentShape>;

export const productShape = z.object({
  id,
  sku: z.string(),
  name: z.string().nullish(),
  status: z.number().nullish(),
  type_id: z.string(),
  created_at: time.nullish(),
  updated_at: time,
  extension_attributes: z
    .object({
      category_links: z.array(z.object({ category_id: z.string() })).nullish(),
      configurable_product_links: z.array(id).nullish(),
    })
    .nullish(),
  custom_attributes: z.array(z.object({ attribute_code: z.string(), value: z.unknown() })).nullish(),
});

export type MagentoProduct = z.infer<typeof productShape>;

export const cartShape = z.object({
  id,
  created_at: time,
  updated_at: time,
  is_active: z.boolean(),
  items_count: z.number().nullish(),
  items: z.array(z.object({ qty: amount, price: some })).nullish(),
  customer: z.object({ email: z.string().nullish() }).nullish(),
  billing_address: z.object({ email: z.string().nullish(), country_id: z.string().nullish() }).nullish(),
  currency: z.object({ base_currency_code: z.string() }),
});

export type MagentoCart = z.infer<typeof cartShape>;

/** Names of a shape's fields as `fields` wants them, objects and lists with what is read of them. */
const fieldsOf = (shape: z.ZodType): string => {
  const { shape: fields } = shape as z.ZodObject;
  return Object.entries(fields)
    .map(([name, field]) => {
      const inner = innerOf(field as z.ZodType);
      return inner ? `${name}[${fieldsOf(inner)}]` : name;
    })
    .join(',');
};

/** The object inside lists and optional wrappings; null for plain values. */
const innerOf = (field: z.ZodType): z.ZodObject | null => {
  if (field instanceof z.ZodObject) return field;
  if (field instanceof z.ZodOptional || field instanceof z.ZodNullable)
    return innerOf(field.unwrap() as z.ZodType);
  return field instanceof z.ZodArray ? innerOf(field.element as z.ZodType) : null;
};

export const orderFields = fieldsOf(orderShape);
export const memoFields = fieldsOf(memoShape);
export const invoiceFields = fieldsOf(invoiceShape);
export const shipmentFields = fieldsOf(shipmentShape);
export const productFields = fieldsOf(productShape);
export const cartFields = fieldsOf(cartShape);
