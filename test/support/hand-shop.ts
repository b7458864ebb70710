import { rowsFrom } from './text-rows.ts';

/**
 * A shop small enough to be counted on paper: October 2026 in Berlin, amounts in cents. Person a orders twice (the
 * second order is cancelled), b has ordered in September already, c is new and waits for stock.
 */
export const handShop = rowsFrom({
  products: `
    id | title | category
    p1 | Shirt | Shirts
    p2 | Hat   | Hats
    p3 | Scarf | Hats`,
  variants: `
    id | productId | sku | title | unitCostMinor | lowStockLevel | reorderPoint
    v1 | p1        | SHI | Shirt | 1000          | 5             | 10
    v2 | p2        | HAT | Hat   | 400           | 2             | 3
    v3 | p3        | SCA | Scarf |               |               |`,
  locations: `
    id  | name
    ber | Berlin`,
  orders: `
    accepted | currency | cancelDateKnown | id | number | placedAt             | paidAt               | shippedAt            | deliveredAt          | promisedOn | shippingMinor | taxMinor | totalMinor | personKey | country | discountCodes | cancelledAt          | waitingForStockSince
    yes      | EUR      | yes             | o1 | 1      | 2026-10-05T08:00:00Z | 2026-10-05T09:00:00Z | 2026-10-06T08:00:00Z | 2026-10-08T08:00:00Z | 2026-10-08 | 500           | 1805     | 11305      | a         | DE      | WELCOME10     |                      |
    yes      | EUR      | yes             | o2 | 2      | 2026-10-06T21:30:00Z | 2026-11-02T08:00:00Z | 2026-10-09T21:30:00Z |                      | 2026-10-10 | 500           | 300      | 7800       | b         | FR      |               |                      |
    yes      | EUR      | yes             | o3 | 3      | 2026-10-20T08:00:00Z |                      |                      |                      |            | 500           | 1000     | 6500       | a         | DE      |               | 2026-10-22T08:00:00Z |
    yes      | EUR      | yes             | o4 | 4      | 2026-10-30T08:00:00Z | 2026-10-30T10:00:00Z | 2026-11-03T08:00:00Z | 2026-11-05T08:00:00Z | 2026-11-04 | 0             | 3000     | 18000      | c         | AT      |               |                      | 2026-10-30T09:00:00Z
    no       | EUR      | yes             | o5 | 5      | 2026-10-10T08:00:00Z |                      |                      |                      |            | 0             | 0        | 99900      |           |         |               |                      |
    yes      | EUR      | yes             | o6 | 6      | 2026-09-15T08:00:00Z | 2026-09-15T08:00:00Z | 2026-09-16T08:00:00Z | 2026-09-17T08:00:00Z | 2026-09-20 | 500           | 300      | 2800       | b         | FR      |               |                      |`,
  orderLines: `
    lineId | currency | discountMinor | variantId | productId | sku | unitCostMinor | orderId | quantity | grossMinor | kind
    1      | EUR      | 1000          | v1        | p1        | SHI | 1000          | o1      | 2        | 10000      |
    1      | EUR      | 0             | v2        | p2        | HAT | 400           | o2      | 1        | 2000       |
    2      | EUR      | 0             |           |           |     |               | o2      | 1        | 5000       | gift_card
    1      | EUR      | 0             | v1        | p1        | SHI | 1000          | o3      | 1        | 5000       |
    1      | EUR      | 0             | v1        | p1        | SHI | 1000          | o4      | 3        | 15000      |
    1      | EUR      | 0             | v2        | p2        | HAT | 400           | o5      | 9        | 90000      |
    1      | EUR      | 0             | v2        | p2        | HAT | 400           | o6      | 1        | 2000       |`,
  refunds: `
    id | orderId | lineId | quantity | currency | amountMinor | shippingMinor | taxMinor | refundedAt
    r1 | o3      | 1      | 0        | EUR      | 1000        | 0             | 0        | 2026-10-21T08:00:00Z
    r2 | o6      | 1      | 1        | EUR      | 2000        | 100           | 300      | 2026-10-12T08:00:00Z
    r3 | o3      | 1      | 1        | EUR      | 4000        | 500           | 1000     | 2026-10-23T08:00:00Z`,
  parcels: `
    id   | orderId | carrier | handedOverAt         | deliveredAt          | costMinor
    par1 | o1      | DHL     | 2026-10-06T08:00:00Z | 2026-10-08T08:00:00Z | 450
    par2 | o2      | UPS     | 2026-10-09T21:30:00Z |                      | 500
    par3 | o2      | UPS     | 2026-10-09T20:00:00Z | 2026-10-11T20:00:00Z |
    par4 | o4      | DHL     | 2026-11-03T08:00:00Z | 2026-11-05T08:00:00Z | 700
    par6 | o6      | DHL     | 2026-09-16T08:00:00Z | 2026-09-17T08:00:00Z | 450`,
  returns: `
    id   | orderId | lineId | variantId | productId | sku | units | reason    | restocked | receivedAt
    ret1 | o1      | 1      | v1        | p1        | SHI | 1     | too small | yes       | 2026-10-15T08:00:00Z
    ret2 | o6      | 1      | v2        | p2        | HAT | 1     | broken    | no        | 2026-10-11T08:00:00Z`,
  payments: `
    id   | orderId | at                   | method  | provider | status | currency | amountMinor | feeMinor | declineReason
    pay1 | o1      | 2026-10-05T09:00:00Z | card    | Stripe   | paid   | EUR      | 11305       | 300      |
    pay2 | o2      | 2026-10-07T09:00:00Z | paypal  | PayPal   | paid   | EUR      | 5000        | 150      |
    pay3 | o2      | 2026-10-07T09:00:00Z | voucher | PayPal   | paid   | EUR      | 2000        |          |
    pay4 | o4      | 2026-10-30T09:30:00Z | card    | Stripe   | failed | EUR      | 18000       |          | no funds
    pay5 | o4      | 2026-10-30T10:00:00Z | card    | Stripe   | paid   | EUR      | 18000       | 400      |
    pay6 | o2      | 2026-11-02T08:00:00Z | card    | Stripe   | paid   | EUR      | 800         | 30       |`,
  stockLevels: `
    variantId | locationId | available | onHand | committed | asOf
    v1        | ber        | 4         | 6      | 2         | 2026-11-18T09:30:00Z
    v2        | ber        | 10        | 10     | 0         | 2026-11-18T09:30:00Z
    v3        | ber        | 2         | 2      | 0         | 2026-11-18T09:30:00Z`,
  stockMoves: `
    id | variantId | locationId | kind       | at                   | availableDelta | onHandDelta
    m1 | v1        | ber        | shipment   | 2026-11-03T08:00:00Z | 0              | -3
    m2 | v2        | ber        | receipt    | 2026-10-15T08:00:00Z | 5              | 5
    m3 | v2        | ber        | adjustment | 2026-11-10T08:00:00Z | -1             | -1`,
  purchaseOrders: `
    id  | number | locationId | orderedAt            | expectedOn | cancelledAt
    po1 | PO-1   | ber        | 2026-10-01T08:00:00Z | 2026-10-28 |
    po2 | PO-2   | ber        | 2026-10-10T08:00:00Z | 2026-10-29 | 2026-10-12T08:00:00Z`,
  purchaseOrderLines: `
    purchaseOrderId | lineId | variantId | orderedQuantity | receivedQuantity | receivedAt
    po1             | 1      | v1        | 20              | 5                | 2026-10-20T08:00:00Z
    po2             | 1      | v1        | 50              |                  |`,
  checkouts: `
    id | startedAt            | completedAt          | hasContact | currency | valueMinor
    c1 | 2026-10-05T08:00:00Z | 2026-10-05T08:30:00Z | yes        | EUR      | 9000
    c2 | 2026-10-06T08:00:00Z |                      | yes        | EUR      | 3000
    c3 | 2026-10-06T08:00:00Z | 2026-10-06T10:00:00Z | yes        | EUR      | 1000
    c4 | 2026-10-07T08:00:00Z |                      | no         | EUR      | 700`,
  webSessions: `
    day        | sessions | bounces | cartSessions | purchaseSessions
    2026-10-01 | 100      | 40      | 20           | 5
    2026-10-02 | 50       |         | 10           | 3
    2026-11-01 | 999      | 9       | 9            | 9`,
  adSpend: `
    day        | platform   | campaign     | currency | spendMinor | impressions | clicks | attributedMinor
    2026-10-01 | Google Ads | Brand Search | EUR      | 1000.5     | 1000        | 10     | 4000
    2026-10-31 | Meta Ads   | Retargeting  | EUR      | 999.5      | 500         | 5      |
    2026-11-01 | Meta Ads   | Retargeting  | EUR      | 777        | 7           | 7      |`,
  calendarEvents: `
    id | kind        | title           | startsAt             | endsAt               | cancelledAt
    e1 | campaign    | Autumn sale     | 2026-10-20T00:00:00Z | 2026-10-25T00:00:00Z |
    e2 | maintenance | Database update | 2026-10-24T02:00:00Z | 2026-10-24T04:00:00Z |
    e3 | holiday     | Reformation Day | 2026-10-30T23:00:00Z | 2026-10-31T23:00:00Z |
    e4 | launch      | Called off      | 2026-10-24T00:00:00Z | 2026-10-25T00:00:00Z | 2026-10-01T00:00:00Z`,
  invoices: `
    id | kind       | number | issuedOn   | dueOn      | currency | amountMinor | paidMinor | closedAt             | orderId
    i1 | receivable | INV-1  | 2026-09-01 | 2026-10-01 | EUR      | 10000       | 2500      |                      |
    i2 | receivable | INV-2  | 2026-10-20 | 2026-11-20 | EUR      | 5000        | 5000      | 2026-11-05T08:00:00Z |
    i3 | receivable | INV-3  | 2026-10-07 | 2026-11-10 | EUR      | 7800        | 7800      | 2026-11-02T08:00:00Z | o2
    b1 | payable    | BILL-1 | 2026-09-15 | 2026-10-15 | EUR      | 3000        | 0         |
    b2 | payable    | BILL-2 | 2026-10-20 | 2026-11-20 | EUR      | 800         | 100       |`,
  payouts: `
    id   | provider | currency | amountMinor | createdAt            | paidAt               | expectedOn | failedAt
    out1 | Stripe   | EUR      | 5000        | 2026-10-10T08:00:00Z | 2026-10-12T08:00:00Z |            |
    out2 | Stripe   | EUR      | 7000        | 2026-10-30T08:00:00Z | 2026-11-02T08:00:00Z | 2026-11-02 |
    out3 | PayPal   | EUR      | 900         | 2026-10-15T08:00:00Z |                      |            | 2026-10-17T08:00:00Z`,
  disputes: `
    id | provider | currency | amountMinor | openedAt             | dueBy                | closedAt
    d1 | Stripe   | EUR      | 4000        | 2026-10-10T08:00:00Z | 2026-11-10T23:00:00Z |
    d2 | Stripe   | EUR      | 900         | 2026-10-01T08:00:00Z |                      | 2026-10-20T08:00:00Z`,
  giftCardEntries: `
    id | cardId | kind     | at                   | currency | deltaMinor
    g1 | c      | issued   | 2026-10-06T21:30:00Z | EUR      | 5000
    g2 | c      | redeemed | 2026-10-20T08:00:00Z | EUR      | -1200
    g3 | c      | redeemed | 2026-11-05T08:00:00Z | EUR      | -300`,
});

/** What the company keeps: cloud cost, incidents, deploys, advisories, exchange rates. */
export const handBooks = rowsFrom({
  cloudCost: `
    provider     | billingPeriod | service | currency | day        | category | effectiveMinor | billedMinor | correction
    AWS          | 2026-10-01    | Compute | EUR      | 2026-10-01 | usage    | 100.5          | 0           |
    AWS          | 2026-10-01    | Compute | EUR      | 2026-10-02 | purchase | 0              | 5000        |
    AWS          | 2026-10-01    | Compute | EUR      | 2026-10-03 | tax      | 19             | 19          |
    AWS          | 2026-10-01    | Compute | EUR      | 2026-10-04 | credit   | -10            | -10         |
    AWS          | 2026-10-01    | Compute | EUR      | 2026-10-05 | usage    | 7              | 7           | yes
    Google Cloud | 2026-10-01    | Compute | EUR      | 2026-10-31 | usage    | 899.5          | 899.5       |
    AWS          | 2026-11-01    | Compute | EUR      | 2026-11-01 | usage    | 5              | 5           |`,
  targets: `
    metric     | month      | currency | amount
    cloud.cost | 2026-10-01 | EUR      | 25.00`,
  incidents: `
    title | capability | id | ref   | origin | severity | startedAt            | resolvedAt
    Down  | checkout   | 1  | INC-1 | own    | major    | 2026-10-10T10:00:00Z | 2026-10-10T12:00:00Z
    Down  | checkout   | 2  | INC-2 | own    | critical | 2026-10-10T11:00:00Z | 2026-10-10T13:00:00Z
    Down  | checkout   | 3  | INC-3 | own    | minor    | 2026-10-11T10:00:00Z | 2026-10-11T11:00:00Z
    Down  | checkout   | 4  | INC-4 | vendor | major    | 2026-10-12T10:00:00Z | 2026-10-12T10:30:00Z`,
  deploys: `
    id | service | environment | status  | at
    1  | web     | production  | success | 2026-10-10T09:00:00Z
    2  | web     | production  | success | 2026-10-20T09:00:00Z
    3  | web     | staging     | success | 2026-10-20T09:00:00Z`,
  advisories: `
    id | package | title | severity | scope   | openedAt             | closedAt
    1  | a       | A     | high     | runtime | 2026-10-01T08:00:00Z |
    2  | b       | B     | low      | runtime | 2026-10-05T08:00:00Z | 2026-10-20T08:00:00Z
    3  | c       | C     | low      | runtime | 2026-11-05T08:00:00Z |`,
  exchangeRates: `
    day        | base | quote | rate
    2026-10-01 | EUR  | GBP   | 0.85
    2026-10-30 | EUR  | GBP   | 0.87`,
});
