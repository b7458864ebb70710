import { sql } from 'drizzle-orm';
import { parcels } from '#src/database/schema/fulfilment.ts';
import type { Metric } from './define.ts';
import { parcelCount } from './fulfilment.ts';
import { handedOverParcels } from './tables/fulfilment.ts';

const base = {
  owner: 'warehouse',
  tolerancePercent: 2,
  maxAgeMinutes: 60,
  defaultPeriod: 'last_30_days',
} as const;

export const shippingCost: Metric = {
  ...base,
  id: 'fulfilment.shipping_cost',
  label: 'shipping cost',
  vague: {
    words: ['cost', 'costs', 'charge', 'charged', 'invoice', 'bill', 'kosten', 'coste'],
    by: ['carrier', 'shipping_method', 'location'],
  },
  formula: 'what carriers charge for the parcels handed over in the period',
  unit: { kind: 'money' },
  good: 'down',
  sensitivity: 'warehouse_finance',
  departments: ['warehouse', 'finance', 'leadership'],
  needs: ['shipping_costs'],
  synonyms: {
    en: [
      'shipping cost',
      'shipping costs',
      'carrier cost',
      'carrier costs',
      'postage',
      'postage cost',
      'freight cost',
      'cost of shipping',
      'delivery cost',
      'carrier bill',
      'carrier bills',
      'carrier invoice',
      'carrier charges',
    ],
    de: ['versandkosten', 'portokosten', 'frachtkosten'],
    es: ['coste de envio', 'gastos de envio'],
  },
  neighbours: [{ id: 'sales.shipping_charged', difference: 'what customers pay us for shipping' }],
  compute: {
    kind: 'measure',
    table: handedOverParcels,
    take: { kind: 'sum', of: sql`${parcels.costMinor}` },
  },
  examples: ['shipping cost last month', 'carrier costs by carrier last month'],
};

const costPerParcel: Metric = {
  ...shippingCost,
  id: 'fulfilment.cost_per_parcel',
  label: 'shipping cost per parcel',
  vague: { words: [], by: [] },
  formula: 'shipping cost / parcels',
  synonyms: {
    en: [
      'cost per parcel',
      'shipping cost per parcel',
      'cost per package',
      'cost per shipment',
      'average shipping cost',
    ],
    de: ['kosten pro paket', 'versandkosten pro paket'],
    es: ['coste por paquete', 'coste por envio'],
  },
  neighbours: [],
  compute: { kind: 'ratio', of: shippingCost, by: parcelCount },
  minimumSample: 10,
  examples: ['cost per parcel last month by carrier'],
};

export const shippingCostMetrics: readonly Metric[] = [shippingCost, costPerParcel];
