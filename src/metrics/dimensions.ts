import type { Dimension } from './dimension.ts';
import { alwaysNamed, enumeration, grain, id, name, time } from './dimension.ts';

/** The dimensions of METRICS.md. */
export const dimensions = {
  product: alwaysNamed(
    'product',
    'products',
    'product, item, article, style',
    'produkt, produkte, produkten, artikel, artikeln',
    'producto, articulo',
  ),
  variant: alwaysNamed('variant', 'variants', 'variant, product variant', 'variante', 'variante'),
  sku: alwaysNamed('SKU', 'SKUs', 'sku, skus, item number, article number', 'artikelnummer', 'referencia'),
  category: name(
    'category',
    'categories',
    'category, product category, product categories, product type, product group',
    'kategorie, kategorien, warengruppe, warengruppen',
    'categoria',
  ),
  colour: name('colour', 'colours', 'colour, color', 'farbe, farben', 'color, colores'),
  size: name('size', 'sizes', 'size', 'groesse, grosse, groessen, grossen', 'talla'),
  store: alwaysNamed('store', 'stores', 'store, shop', 'shop, laden', 'tienda'),
  location: name(
    'location',
    'locations',
    'location, warehouse, dc, stock location',
    'lager, lagerort, standort, standorte, standorten, lagern',
    'almacen, ubicacion',
  ),
  country: name(
    'country',
    'countries',
    'country, market, ship-to country',
    'land, laender, lander, laendern, landern',
    'pais, paises',
  ),
  sales_channel: name(
    'sales channel',
    'sales channels',
    'sales channel, channel',
    'vertriebskanal, kanal',
    'canal de venta, canal',
  ),
  traffic_source: name(
    'traffic source',
    'traffic sources',
    'traffic source, source of traffic, source, channel, traffic channel, marketing channel',
    'trafficquelle, quelle, kanal',
    'fuente de trafico, fuente, canal',
  ),
  ad_platform: name(
    'ad platform',
    'ad platforms',
    'ad platform, ad channel, ad network, platform, channel, marketing channel',
    'werbeplattform, plattform, kanal',
    'plataforma, canal',
  ),
  campaign: name('campaign', 'campaigns', 'campaign, ad campaign', 'kampagne, kampagnen', 'campana'),
  customer_type: enumeration(
    name(
      'customer type',
      'customer types',
      'customer type, new vs returning, new and returning, new and returning customers, new vs returning customers, new or returning, returning and new, returning vs new, new and existing customers, new vs existing customers, new vs existing',
      'kundentyp',
      'tipo de cliente',
    ),
    {
      new: [
        'new customers, first-time customers, first time buyers, new buyers',
        'neukunden',
        'clientes nuevos',
      ],
      returning: [
        'returning customers, existing customers, repeat customers, repeat buyers',
        'bestandskunden, stammkunden',
        'clientes recurrentes',
      ],
    },
  ),
  discount_code: name(
    'discount code',
    'discount codes',
    'discount code, coupon, coupon code, promo code, voucher code, code',
    'rabattcode, gutscheincode',
    'codigo de descuento, cupon',
  ),
  payment_method: name(
    'payment method',
    'payment methods',
    'payment method, payment type, way of paying',
    'zahlungsart, zahlungsarten, zahlungsmethode, zahlungsmethoden',
    'metodo de pago',
  ),
  payment_provider: name(
    'payment provider',
    'payment providers',
    'payment provider, psp, provider',
    'zahlungsanbieter',
    'proveedor de pago',
  ),
  payment_status: enumeration(
    name('payment status', 'payment statuses', 'payment status, status', 'zahlungsstatus', 'estado de pago'),
    {
      paid: ['paid, already paid', 'bezahlt, bezahlte', 'pagado, pagados'],
      unpaid: ['unpaid, not paid, not yet paid', 'unbezahlt, unbezahlte', 'sin pagar, impagado'],
    },
  ),
  order_status: enumeration(
    name('order status', 'order statuses', 'order status, status', 'bestellstatus', 'estado del pedido'),
    {
      open: ['open, not shipped, unshipped'],
      shipped: ['shipped, dispatched'],
      delivered: ['already delivered'],
      cancelled: ['cancelled, canceled'],
    },
  ),
  shipping_method: name(
    'shipping method',
    'shipping methods',
    'shipping method, delivery method, shipping service',
    'versandart',
    'metodo de envio',
  ),
  carrier: name(
    'carrier',
    'carriers',
    'carrier, shipping company, courier, parcel service',
    'paketdienst, paketdienste, paketdiensten, versanddienstleister',
    'transportista',
  ),
  return_reason: name(
    'return reason',
    'return reasons',
    'return reason, reason for return, reason',
    'retourengrund, retourengruende, retourengrunde, grund, gruende, grunde',
    'motivo de devolucion',
  ),
  decline_reason: name(
    'decline reason',
    'decline reasons',
    'decline reason, failure reason, reason',
    'ablehnungsgrund',
    'motivo de rechazo',
  ),
  device: name('device', 'devices', 'device, device type', 'geraet, gerat, geraete, gerate', 'dispositivo'),
  landing_page: name(
    'landing page',
    'landing pages',
    'landing page, entry page',
    'landingpage, einstiegsseite',
    'pagina de destino',
  ),
  cloud_provider: name(
    'cloud provider',
    'cloud providers',
    'cloud provider, hosting provider, provider, vendor',
    'cloudanbieter',
    'proveedor de nube',
  ),
  cloud_service: name('cloud service', 'cloud services', 'cloud service, service', 'clouddienst', 'servicio'),
  cloud_account: name(
    'cloud account',
    'cloud accounts',
    'cloud account, account, sub account',
    'cloudkonto',
    'cuenta',
  ),
  team: name('team', 'teams', 'team, cost tag, cost centre, cost center', 'kostenstelle', 'equipo'),
  severity: enumeration(name('severity', 'severities', 'severity', 'schweregrad', 'gravedad'), {
    low: ['low, low severity'],
    moderate: ['moderate, medium, medium severity'],
    minor: ['minor'],
    major: ['major'],
    high: ['high, severe, high severity'],
    critical: ['critical, critical severity'],
  }),
  capability: enumeration(name('what is affected', 'what is affected', 'capability, affected area'), {
    checkout: ['checkout', 'kasse', 'caja'],
    card_payments: ['card payments, card payment, payment, payments', 'kartenzahlung', 'pagos con tarjeta'],
    site_speed: ['site speed, shop speed'],
    search: ['search, shop search', 'suche'],
    sign_in: ['login, sign in, customer login', 'anmeldung'],
    emails: ['order emails, order confirmations'],
    stock_sync: ['stock sync, inventory sync'],
    order_import: ['order import, order sync'],
    label_printing: ['label printing, labels, shipping labels'],
    warehouse_devices: ['warehouse devices, scanners'],
  }),
  age_band: enumeration(name('age', 'ages', 'age band, age bands, age', 'alter', 'antiguedad'), {
    'not yet due': ['not yet due, not due', 'noch nicht faellig'],
    '1–30 days': ['1-30 days, up to 30 days'],
    '31–60 days': ['31-60 days'],
    '61–90 days': ['61-90 days'],
    'over 90 days': ['over 90 days, more than 90 days'],
    'under 1 day': ['under 1 day, less than a day'],
    '1–2 days': ['1-2 days'],
    '3–7 days': ['3-7 days'],
    'over 7 days': ['over 7 days, more than a week'],
  }),
  payout_status: enumeration(name('payout status', 'payout statuses', 'payout status, status'), {
    paid: ['paid payouts'],
    'in transit': ['payouts in transit'],
    expected: ['expected payouts'],
    failed: ['failed payouts'],
  }),
  origin: enumeration(name('origin', 'origins', 'own or vendor'), {
    own: ['our own, our side'],
    vendor: ['vendor, vendors, third party'],
  }),
  scope: enumeration(name('scope', 'scopes', 'runtime or development'), {
    runtime: ['runtime'],
    development: ['development dependency, dev dependency'],
  }),
  event_kind: enumeration(name('kind of event', 'kinds of event', 'kind of event, event type'), {
    campaign: [
      'planned campaigns, upcoming campaigns, campaigns coming up, campaigns are coming up, campaigns planned, campaigns are planned',
    ],
    launch: ['product launches'],
    sale: ['sales events'],
    maintenance: ['planned maintenance, maintenance'],
    migration: ['migrations'],
    delivery: ['planned deliveries'],
    stock_take: ['stock takes, stocktakes'],
    holiday: ['public holidays'],
    change: ['planned changes'],
  }),
  order: id('order', 'orders', ''),
  purchase_order: id('purchase order', 'purchase orders', ''),
  invoice: id('invoice', 'invoices', 'invoice', 'rechnung, rechnungen', 'factura'),
  dispute: id('dispute', 'disputes', ''),
  payout: id('payout', 'payouts', ''),
  incident: id('incident', 'incidents', ''),
  deploy: id('deploy', 'deploys', ''),
  advisory: id('advisory', 'advisories', ''),
  event: id('event', 'events', ''),
  clash: id('clash', 'clashes', ''),
  currency_pair: id('currency pair', 'currency pairs', ''),
  service: name('service', 'services', 'own service'),
  hour: time(
    'hour of the day',
    'hours of the day',
    'hour of day, hour of the day, time of day, hour, hourly, hour by hour',
    'stunde, uhrzeit',
    'hora',
  ),
  weekday: time(
    'weekday',
    'weekdays',
    'weekday, day of week, day of the week',
    'wochentag',
    'dia de la semana',
  ),
  day: grain(
    'day',
    'days',
    'day, date, daily, day by day, working day',
    'tag, taeglich, taglich',
    'dia, diario',
  ),
  week: grain(
    'week',
    'weeks',
    'week, weekly, week by week',
    'woche, woechentlich, wochentlich',
    'semana, semanal',
  ),
  month: grain('month', 'months', 'month, monthly, month by month', 'monat, monatlich', 'mes, mensual'),
  quarter: grain('quarter', 'quarters', 'quarter, quarterly', 'quartal', 'trimestre'),
  year: grain('year', 'years', 'year, yearly, annually', 'jahr, jaehrlich, jahrlich', 'ano, anual'),
} as const satisfies Readonly<Record<string, Dimension>>;

export type DimensionId = keyof typeof dimensions;

export const dimensionIds = Object.keys(dimensions) as readonly DimensionId[];

export const dimension = (of: DimensionId): Dimension => dimensions[of];

export const isDimension = (text: string): text is DimensionId => Object.hasOwn(dimensions, text);

/** Grains of the calendar, from fine to coarse: the ones a series is drawn over. */
export const timeGrains = [
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const satisfies readonly DimensionId[];

export type TimeGrain = (typeof timeGrains)[number];
