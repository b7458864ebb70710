import { z } from 'zod';

/** What is read of WooCommerce's answers (REST API wc/v3), and nothing else: names and addresses are not even asked for. */

const amount = z.union([z.string(), z.number()]);
const id = z.number().int();
const time = z.string();
const meta = z.array(z.object({ key: z.string(), value: z.unknown() })).default([]);

const line = z.object({
  id,
  product_id: id.nullish(),
  variation_id: id.nullish(),
  quantity: amount,
  subtotal: amount,
  total: amount,
  total_tax: amount,
  sku: z.string().nullish(),
  meta_data: meta,
});

const charge = z.object({ id, total: amount, total_tax: amount });

export const orderShape = z.object({
  id,
  number: z.union([z.string(), z.number()]),
  status: z.string(),
  currency: z.string(),
  created_via: z.string().nullish(),
  date_created_gmt: time,
  date_modified_gmt: time,
  date_paid_gmt: time.nullish(),
  date_completed_gmt: time.nullish(),
  shipping_total: amount,
  total: amount,
  total_tax: amount,
  customer_id: id,
  payment_method: z.string().nullish(),
  payment_method_title: z.string().nullish(),
  billing: z.object({ email: z.string().nullish(), country: z.string().nullish() }).nullish(),
  shipping: z.object({ country: z.string().nullish() }).nullish(),
  meta_data: meta,
  line_items: z.array(line),
  shipping_lines: z.array(z.object({ method_title: z.string().nullish() })),
  fee_lines: z.array(charge),
  coupon_lines: z.array(z.object({ code: z.string() })),
  refunds: z.array(z.object({ id, total: amount })),
});

export type WooOrder = z.infer<typeof orderShape>;

export const refundShape = z.object({
  id,
  parent_id: id,
  date_created_gmt: time,
  amount,
  line_items: z.array(line),
  shipping_lines: z.array(charge).default([]),
  fee_lines: z.array(charge).default([]),
});

export type WooRefund = z.infer<typeof refundShape>;

const stocked = {
  id,
  sku: z.string().nullish(),
  status: z.string(),
  date_modified_gmt: time,
  stock_quantity: amount.nullish(),
  low_stock_amount: amount.nullish(),
};

export const productShape = z.object({
  ...stocked,
  name: z.string(),
  type: z.string(),
  date_created_gmt: time.nullish(),
  manage_stock: z.boolean(),
  categories: z.array(z.object({ name: z.string() })),
});

export type WooProduct = z.infer<typeof productShape>;

export const variationShape = z.object({
  ...stocked,
  parent_id: id,
  manage_stock: z.union([z.boolean(), z.literal('parent')]),
  attributes: z.array(z.object({ name: z.string(), option: z.string() })),
});

export type WooVariation = z.infer<typeof variationShape>;

/** Field names of a shape as `_fields` wants them, of the objects in it only what is read. */
const fieldsOf = (shape: z.ZodObject, deep: Readonly<Record<string, readonly string[]>> = {}): string =>
  Object.keys(shape.shape)
    .flatMap((name) => deep[name]?.map((part) => `${name}.${part}`) ?? [name])
    .join(',');

export const orderFields = fieldsOf(orderShape, { billing: ['email', 'country'], shipping: ['country'] });
export const refundFields = fieldsOf(refundShape);
export const productFields = fieldsOf(productShape);
export const variationFields = fieldsOf(variationShape);
