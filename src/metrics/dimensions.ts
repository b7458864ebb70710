import type { Synonyms } from './define.ts';

/**
 * What a figure can be split and filtered by. `name`: the shop's own values, found in its data; `enum`: our values,
 * with the words for each; `time`: calendar units; `id`: numbers of single things. Synonyms are folded (no accents).
 */
export type Dimension = {
  readonly kind: 'name' | 'enum' | 'time' | 'id';
  readonly label: string;
  readonly plural: string;
  readonly synonyms: Synonyms;
  /** Whether every source knows it by nature, or only those that say so (coverage). */
  readonly recorded: 'always' | 'by_source';
  readonly values?: Readonly<Record<string, Synonyms>>;
  /** False for steps that come once: they are set against the step at the same place, not the one of the same name. */
  readonly repeats?: boolean;
};

const words = (list: string): readonly string[] => (list === '' ? [] : list.split(', '));

const shape =
  (kind: Dimension['kind']) =>
  (label: string, plural: string, en: string, de = '', es = ''): Dimension => ({
    kind,
    recorded: kind === 'name' ? 'by_source' : 'always',
    label,
    plural,
    synonyms: { en: words(en), de: words(de), es: words(es) },
  });

const name = shape('name');
const alwaysNamed = (...of: Parameters<typeof name>): Dimension => ({ ...name(...of), recorded: 'always' });
const time = shape('time');
const id = shape('id');
const grain = (...of: Parameters<typeof time>): Dimension => ({ ...time(...of), repeats: false });

const enumeration = (
  of: Dimension,
  values: Readonly<Record<string, readonly [string, string?, string?]>>,
): Dimension => ({
  ...of,
  kind: 'enum',
  recorded: 'always',
  values: Object.fromEntries(
    Object.entries(values).map(([value, [en, de = '', es = '']]) => [
      value,
      { en: words(en), de: words(de), es: words(es) },
    ]),
  ),
});

/** The dimensions of METRICS.md. */
export const dimensions = {
  product: alwaysNamed(
    'product',
    'products',
    'product, item, article, style',
    'produkt, artikel',
    'producto, articulo',
  ),
  variant: alwaysNamed('variant', 'variants', 'variant, product variant', 'variante', 'variante'),
  sku: alwaysNamed('SKU', 'SKUs', 'sku, item number, article number', 'artikelnummer', 'referencia'),
  category: name(
    'category',
    'categories',
    'category, product type, product group',
    'kategorie, warengruppe',
    'categoria',
  ),
  colour: name('colour', 'colours', 'colour, color', 'farbe', 'color'),
  size: name('size', 'sizes', 'size', 'groesse, grosse', 'talla'),
  store: alwaysNamed('store', 'stores', 'store, shop', 'shop, laden', 'tienda'),
  location: name(
    'location',
    'locations',
    'location, warehouse, dc, stock location',
    'lager, lagerort, standort',
    'almacen, ubicacion',
  ),
  country: name('country', 'countries', 'country, market, ship-to country', 'land', 'pais'),
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
  campaign: name('campaign', 'campaigns', 'campaign, ad campaign', 'kampagne', 'campana'),
  customer_type: enumeration(
    name(
      'customer type',
      'customer types',
      'customer type, new vs returning, new and returning',
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
    'zahlungsart, zahlungsmethode',
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
    name('payment status', 'payment statuses', 'payment status', 'zahlungsstatus', 'estado de pago'),
    {
      paid: ['paid, already paid', 'bezahlt, bezahlte', 'pagado, pagados'],
      unpaid: ['unpaid, not paid, not yet paid', 'unbezahlt, unbezahlte', 'sin pagar, impagado'],
    },
  ),
  order_status: enumeration(
    name('order status', 'order statuses', 'order status', 'bestellstatus', 'estado del pedido'),
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
    'paketdienst, versanddienstleister',
    'transportista',
  ),
  return_reason: name(
    'return reason',
    'return reasons',
    'return reason, reason for return, reason',
    'retourengrund',
    'motivo de devolucion',
  ),
  decline_reason: name(
    'decline reason',
    'decline reasons',
    'decline reason, failure reason, reason',
    'ablehnungsgrund',
    'motivo de rechazo',
  ),
  device: name('device', 'devices', 'device, device type', 'geraet, gerat', 'dispositivo'),
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
    'cloud provider, cloud, hosting provider, provider, vendor',
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
    low: ['low severity'],
    moderate: ['moderate, medium severity'],
    minor: ['minor'],
    major: ['major'],
    high: ['high severity'],
    critical: ['critical'],
  }),
  capability: name('what is affected', 'what is affected', 'capability, affected area'),
  age_band: enumeration(name('age', 'ages', 'age band, age bands, age', 'alter', 'antiguedad'), {
    'not yet due': ['not yet due, not due', 'noch nicht faellig'],
    '1–30 days': ['1-30 days, up to 30 days'],
    '31–60 days': ['31-60 days'],
    '61–90 days': ['61-90 days'],
    'over 90 days': ['over 90 days, more than 90 days'],
  }),
  order: id('order', 'orders', ''),
  invoice: id('invoice', 'invoices', ''),
  incident: id('incident', 'incidents', ''),
  advisory: id('advisory', 'advisories', ''),
  service: name('service', 'services', 'own service'),
  hour: time(
    'hour of the day',
    'hours of the day',
    'hour of day, hour of the day, time of day, hour, hourly',
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
  day: grain('day', 'days', 'day, date, daily', 'tag, taeglich, taglich', 'dia, diario'),
  week: grain('week', 'weeks', 'week, weekly', 'woche, woechentlich, wochentlich', 'semana, semanal'),
  month: grain('month', 'months', 'month, monthly', 'monat, monatlich', 'mes, mensual'),
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
