import type { Rows, Window } from '../collect.ts';
import { within } from '../collect.ts';
import type { Days } from '../days.ts';
import { hourMs, iso, minuteMs, past } from '../days.ts';
import type { Plan } from '../plan.ts';
import { randomOf } from '../random.ts';

/** An incident of our own or of a vendor, with what was said about it. Ids of capabilities are those of src/status. */
export type Incident = {
  readonly id: string;
  readonly vendor: string | null;
  readonly title: string;
  readonly components: readonly string[];
  readonly capability: string;
  readonly severity: 'minor' | 'major' | 'critical';
  readonly share: string | null;
  readonly started: number;
  readonly resolved: number;
  readonly updates: readonly { readonly at: number; readonly status: string; readonly body: string }[];
};

type Kind = Pick<Incident, 'vendor' | 'title' | 'components' | 'capability' | 'severity' | 'share'> & {
  readonly first: string;
  readonly last: string;
};

const kinds: readonly [Kind, ...Kind[]] = [
  {
    vendor: 'PayPal',
    title: 'PayPal payments are slow',
    components: ['PayPal checkout'],
    capability: 'checkout',
    severity: 'minor',
    share: '0.2',
    first: 'Some PayPal payments take longer than usual. We are looking into the cause.',
    last: 'PayPal payments complete at normal speed again.',
  },
  {
    vendor: 'AWS',
    title: 'Elevated error rates in eu-central-1',
    components: ['EC2', 'Elastic Load Balancing'],
    capability: 'site_speed',
    severity: 'major',
    share: '0.1',
    first: 'We are investigating increased error rates and latencies in the EU-CENTRAL-1 Region.',
    last: 'Error rates and latencies have returned to normal levels.',
  },
  {
    vendor: 'UPS',
    title: 'Tracking events arrive late',
    components: ['Tracking API'],
    capability: 'integrations',
    severity: 'minor',
    share: null,
    first: 'Tracking events are delivered with a delay. Parcels are not affected.',
    last: 'The backlog of tracking events has been processed.',
  },
  {
    vendor: null,
    title: 'Search returns no results for some words',
    components: ['Search'],
    capability: 'search',
    severity: 'minor',
    share: '0.15',
    first: 'The search index is incomplete after last night’s rebuild. A new rebuild is running.',
    last: 'The index is complete, all searches return results.',
  },
  {
    vendor: null,
    title: 'Stock levels are updated late',
    components: ['Stock sync'],
    capability: 'stock_sync',
    severity: 'major',
    share: null,
    first:
      'The queue between warehouse and shop is stuck; levels shown in the shop are up to 40 minutes old.',
    last: 'The queue has been worked off, levels are current.',
  },
  {
    vendor: null,
    title: 'Order confirmations are sent late',
    components: ['E-mail'],
    capability: 'emails',
    severity: 'minor',
    share: null,
    first: 'Confirmations leave up to 90 minutes late. Orders are not affected.',
    last: 'All confirmations have been sent.',
  },
];

const usual = (days: Days, seed: number, day: number): readonly Incident[] => {
  const random = randomOf(seed, day, 41);
  if (!random.chance(1 / 12)) return [];
  const { first, last, ...kind } = random.pick(kinds);
  const started = Math.floor(days.start(day) + random.between(6, 21) * hourMs);
  const resolved = started + random.whole(25, 230) * minuteMs;
  return [
    {
      ...kind,
      id: `incident-${days.text(day)}`,
      started,
      resolved,
      updates: [
        { at: started + 8 * minuteMs, status: 'investigating', body: first },
        { at: resolved, status: 'resolved', body: last },
      ],
    },
  ];
};

const cardOutage = (days: Days, { day, from, to }: Plan['outages'][number]): Incident => ({
  id: `outage-${days.text(day)}`,
  vendor: null,
  title: 'Card payments fail at checkout',
  components: ['Checkout', 'Payment gateway'],
  capability: 'card_payments',
  severity: 'critical',
  share: '0.68',
  started: from,
  resolved: to,
  updates: [
    {
      at: from + 6 * minuteMs,
      status: 'investigating',
      body: 'Card and Apple Pay payments are declined for all customers. PayPal and bank transfer work.',
    },
    {
      at: from + 24 * minuteMs,
      status: 'identified',
      body: 'The checkout release of a few minutes before sends an expired key to the payment gateway. We are rolling it back.',
    },
    {
      at: to - 14 * minuteMs,
      status: 'monitoring',
      body: 'The release has been rolled back. First card payments go through, we keep watching.',
    },
    {
      at: to,
      status: 'resolved',
      body: 'Card payments work again. No payment was taken twice, no order was lost.',
    },
  ],
});

/** The vendor's incident that is open at the anchor; it ends about three hours later. */
const openNow = (anchor: number): Incident => ({
  id: `vendor-open-${iso(anchor).slice(0, 10)}`,
  vendor: 'DHL',
  title: 'Shipping labels cannot be created for some accounts',
  components: ['Business customer portal', 'Label API'],
  capability: 'label_printing',
  severity: 'major',
  share: null,
  started: anchor - 95 * minuteMs,
  resolved: anchor + 170 * minuteMs,
  updates: [
    {
      at: anchor - 88 * minuteMs,
      status: 'investigating',
      body: 'We receive reports that labels cannot be created through the API. Pick-ups take place as planned.',
    },
    {
      at: anchor - 31 * minuteMs,
      status: 'identified',
      body: 'A database node behind the label service is overloaded. About one in three requests fails; repeating helps.',
    },
    {
      at: anchor + 120 * minuteMs,
      status: 'monitoring',
      body: 'Capacity has been added, error rates are falling.',
    },
    { at: anchor + 170 * minuteMs, status: 'resolved', body: 'Labels can be created without errors.' },
  ],
});

/** Everything that went wrong until an instant, oldest first; the place in the list makes the reference. */
export const incidentsUntil = (
  days: Days,
  plan: Plan,
  seed: number,
  anchor: number,
  until: number,
): readonly Incident[] => {
  const all = Array.from({ length: days.of(until) + 1 }, (_, day) => usual(days, seed, day)).flat();
  return [...all, ...plan.outages.map((outage) => cardOutage(days, outage)), openNow(anchor)]
    .filter((incident) => incident.started <= until)
    .sort((a, b) => a.started - b.started);
};

export const addIncidentRows = (rows: Rows, incident: Incident, ref: string, window: Window): void => {
  const said = incident.updates.filter((update) => update.at <= window.until);
  const events = [incident.started, incident.resolved, ...said.map((update) => update.at)];
  if (!events.some((at) => within(at, window))) return;
  rows.add('incidents', {
    id: incident.id,
    ref,
    origin: incident.vendor === null ? 'own' : 'vendor',
    vendor: incident.vendor,
    title: incident.title,
    components: [...incident.components],
    capability: incident.capability,
    severity: incident.severity,
    affectedShare: incident.share,
    startedAt: iso(incident.started),
    resolvedAt: past(incident.resolved, window.until),
    updatedAt: iso(Math.max(...events.filter((at) => at <= window.until))),
  });
  for (const [n, update] of said.entries()) {
    if (!within(update.at, window)) continue;
    rows.add('incidentUpdates', {
      incidentId: incident.id,
      id: String(n + 1),
      at: iso(update.at),
      status: update.status,
      body: update.body,
    });
  }
};
