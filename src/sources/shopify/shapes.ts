import { z } from 'zod';

/** Shopify's answers to the queries in queries/, as far as they are read. Amounts are those in the shop's own currency. */

const amount = z.object({ amount: z.string() });
const bag = z.object({ shopMoney: amount });
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const moneyBag = z.object({ shopMoney: money });
const time = z.string();
const ref = z.object({ id: z.string() });
const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const nodes = <T extends z.ZodType>(of: T) => z.object({ nodes: z.array(of), pageInfo: pageInfo.optional() });

export const lineShape = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  quantity: z.number(),
  currentQuantity: z.number(),
  isGiftCard: z.boolean(),
  variant: z
    .object({ id: z.string(), inventoryItem: z.object({ unitCost: money.nullish() }).nullish() })
    .nullish(),
  product: ref.nullish(),
  originalUnitPriceSet: bag,
  discountAllocations: z.array(z.object({ allocatedAmountSet: bag })),
  taxLines: z.array(z.object({ rate: z.number().nullish(), priceSet: bag })),
});

export type ShopifyLine = z.infer<typeof lineShape>;

export const refundLineShape = z.object({
  quantity: z.number(),
  restockType: z.string(),
  lineItem: ref,
  subtotalSet: bag,
  totalTaxSet: bag,
});

export const refundShape = z.object({
  id: z.string(),
  createdAt: time.nullish(),
  processedAt: time.nullish(),
  refundLineItems: nodes(refundLineShape).optional(),
  refundShippingLines: nodes(z.object({ subtotalAmountSet: bag, taxAmountSet: bag })).optional(),
  orderAdjustments: nodes(
    z.object({ reason: z.string().nullish(), amountSet: bag, taxAmountSet: bag }),
  ).optional(),
});

export type ShopifyRefund = z.infer<typeof refundShape>;

const fulfillment = z.object({
  id: z.string(),
  status: z.string(),
  displayStatus: z.string().nullish(),
  createdAt: time,
  updatedAt: time,
  inTransitAt: time.nullish(),
  deliveredAt: time.nullish(),
  location: ref.nullish(),
  trackingInfo: z.array(z.object({ company: z.string().nullish(), number: z.string().nullish() })),
});

const transaction = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullish(),
  formattedGateway: z.string().nullish(),
  processedAt: time.nullish(),
  createdAt: time,
  test: z.boolean(),
  errorCode: z.string().nullish(),
  amountSet: moneyBag,
  fees: z.array(z.object({ amount: money })),
});

export type ShopifyTransaction = z.infer<typeof transaction>;

export const orderShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: time,
  processedAt: time,
  updatedAt: time,
  cancelledAt: time.nullish(),
  test: z.boolean(),
  edited: z.boolean(),
  taxesIncluded: z.boolean(),
  currencyCode: z.string(),
  checkoutToken: z.string().nullish(),
  fullyPaid: z.boolean(),
  displayFulfillmentStatus: z.string(),
  discountCodes: z.array(z.string()),
  sourceName: z.string().nullish(),
  app: z.object({ name: z.string() }).nullish(),
  customer: ref.nullish(),
  shippingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
  shippingLine: z
    .object({
      title: z.string().nullish(),
      discountedPriceSet: bag,
      taxLines: z.array(z.object({ priceSet: bag })),
    })
    .nullish(),
  totalPriceSet: moneyBag,
  totalTaxSet: bag.nullish(),
  totalOutstandingSet: bag,
  paymentTerms: z
    .object({
      id: z.string().optional(),
      paymentSchedules: nodes(z.object({ dueAt: time.nullish(), completedAt: time.nullish() })).optional(),
    })
    .nullish(),
  customerJourneySummary: z
    .object({
      ready: z.boolean(),
      customerOrderIndex: z.number().nullish(),
      lastVisit: z
        .object({
          source: z.string().nullish(),
          utmParameters: z
            .object({
              source: z.string().nullish(),
              medium: z.string().nullish(),
              campaign: z.string().nullish(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
  refunds: z.array(refundShape),
  fulfillments: z.array(fulfillment),
  transactions: z.array(transaction),
  lineItems: nodes(lineShape),
});

export type ShopifyOrder = z.infer<typeof orderShape>;

export const editsShape = z.object({
  id: z.string(),
  agreements: nodes(
    z.object({
      id: z.string(),
      reason: z.string(),
      happenedAt: time,
      sales: nodes(
        z.object({
          id: z.string(),
          actionType: z.string(),
          lineType: z.string(),
          quantity: z.number().nullish(),
          totalAmount: bag,
          totalTaxAmount: bag,
          lineItem: ref.nullish(),
        }),
      ),
    }),
  ),
});

export type ShopifyEdits = z.infer<typeof editsShape>;

export const variantShape = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  title: z.string(),
  price: z.string(),
  updatedAt: time,
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean(), unitCost: money.nullish() }),
});

export type ShopifyVariant = z.infer<typeof variantShape>;

export const productShape = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  productType: z.string(),
  category: z.object({ name: z.string() }).nullish(),
  createdAt: time,
  updatedAt: time,
  variants: nodes(variantShape),
});

export type ShopifyProduct = z.infer<typeof productShape>;

export const levelsShape = z.object({
  id: z.string(),
  variants: nodes(ref).nullish(),
  inventoryLevels: nodes(
    z.object({
      updatedAt: time,
      isActive: z.boolean(),
      location: ref,
      quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
    }),
  ),
});

export type ShopifyLevels = z.infer<typeof levelsShape>;

export const checkoutShape = z.object({
  id: z.string(),
  createdAt: time,
  updatedAt: time,
  completedAt: time.nullish(),
  abandonedCheckoutUrl: z.string(),
  totalPriceSet: moneyBag,
  shippingAddress: z.object({ countryCodeV2: z.string().nullish() }).nullish(),
});

export const payoutShape = z.object({
  id: z.string(),
  issuedAt: time,
  status: z.string(),
  net: money,
});

export const disputeShape = z.object({
  id: z.string(),
  status: z.string(),
  initiatedAt: time,
  evidenceDueBy: time.nullish(),
  finalizedOn: time.nullish(),
  amount: money,
  order: ref.nullish(),
  reasonDetails: z.object({ reason: z.string() }),
});

export const locationShape = z.object({
  id: z.string(),
  name: z.string(),
  address: z.object({ countryCode: z.string().nullish() }),
});
