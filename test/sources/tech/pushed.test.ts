import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { source as alertmanager } from '#src/sources/alertmanager/index.ts';
import type { Source } from '#src/sources/define.ts';
import { source as events } from '#src/sources/events/index.ts';
import { source as grafana } from '#src/sources/grafana/index.ts';
import { source as pagerduty } from '#src/sources/pagerduty/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { hmacHex, openSource, useOutside } from '#test/support/open-source.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const database = useDatabase();
useOutside();
const opened: OpenSource[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database()
    .client`truncate incidents, incident_updates, calendar_events, deploys, advisories, cursors, coverage, quarantine, seen_deliveries`;
});

/** A source that has been asked once, so that the company is known. */
const ready = async (source: Source, settings: Readonly<Record<string, string>>): Promise<OpenSource> => {
  const one = openSource(database(), source, settings, '2026-11-20T12:00:00Z');
  opened.push(one);
  await one.pull();
  return one;
};

const fixture = (path: string): unknown =>
  JSON.parse(readFileSync(join(shared, 'fixtures', 'incidents', path), 'utf8'));

const incidents = (): Promise<readonly string[]> =>
  askRows(
    database(),
    `select title, capability, severity, started_at at time zone 'UTC', resolved_at is not null from incidents order by id`,
  );

const alert = (over: Readonly<Record<string, unknown>> = {}) => ({
  status: 'firing',
  labels: { alertname: 'CheckoutErrorRateHigh', severity: 'critical', service: 'checkout' },
  annotations: { summary: '5xx rate of checkout-api above 5 % for 10 m' },
  startsAt: '2026-11-20T11:42:10.000Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: 'c6a1',
  ...over,
});

describe('Alertmanager', () => {
  const settings = { ALERTMANAGER_TOKEN: 'hush' };
  const bearer = { authorization: 'Bearer hush' };

  test('brings a firing alert as our own incident, and its end', async () => {
    const one = await ready(alertmanager, settings);
    expect(await one.send({ version: '4', alerts: [alert()] }, bearer)).toBe(200);
    expect(await incidents()).toEqual([
      'Checkout Error Rate High | checkout | major | 2026-11-20 11:42:10 | false',
    ]);
    await one.send(
      { version: '4', alerts: [alert({ status: 'resolved', endsAt: '2026-11-20T11:58:00Z' })] },
      bearer,
    );
    await one.send({ version: '4', alerts: [alert()] }, bearer);
    expect(await incidents()).toEqual([
      'Checkout Error Rate High | checkout | major | 2026-11-20 11:42:10 | true',
    ]);
  });

  test('fires again as a new incident', async () => {
    const one = await ready(alertmanager, settings);
    await one.send({ alerts: [alert(), alert({ startsAt: '2026-11-20T11:55:00Z' })] }, bearer);
    expect(await incidents()).toHaveLength(2);
  });

  test('is no incident when it only watches itself', async () => {
    const one = await ready(alertmanager, settings);
    await one.send({ alerts: [alert({ labels: { alertname: 'Watchdog', severity: 'none' } })] }, bearer);
    expect(await incidents()).toEqual([]);
  });

  test('without its token is refused', async () => {
    const one = await ready(alertmanager, settings);
    expect(await one.send({ alerts: [alert()] })).toBe(401);
    expect(await one.send({ alerts: [alert()] }, { authorization: 'Bearer guess' })).toBe(401);
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const one = await ready(alertmanager, settings);
    await one.send(fixture('alertmanager/webhook-v4.json'), bearer);
    expect(await incidents()).toEqual([
      'Checkout Error Rate High | checkout | major | 2026-11-21 07:42:10 | false',
    ]);
  });
});

describe('Grafana', () => {
  test('signs what it sends', async () => {
    const one = await ready(grafana, { GRAFANA_SECRET: 'hush' });
    const body = { title: '[FIRING:1]', orgId: 1, alerts: [alert()] };
    expect(await one.send(body, { 'x-grafana-alerting-signature': hmacHex(body, 'hush') })).toBe(200);
    expect(await one.send(body, { 'x-grafana-alerting-signature': hmacHex(body, 'other') })).toBe(401);
    expect(await incidents()).toHaveLength(1);
  });
});

describe('PagerDuty', () => {
  const settings = { PAGERDUTY_SECRET: 'old,new' };
  const event = (type: string, at: string, status: string, id = 'e1') => ({
    event: {
      id,
      event_type: type,
      resource_type: 'incident',
      occurred_at: at,
      data: {
        type: 'incident',
        id: 'PGR0VU2',
        title: 'Label printing stopped',
        status,
        created_at: '2026-11-20T11:00:00Z',
        service: { summary: 'Print gateway' },
      },
    },
  });
  const signed = (body: unknown) => ({
    'x-pagerduty-signature': `v1=${hmacHex(body, 'gone')},v1=${hmacHex(body, 'new')}`,
  });

  test('tells an incident from its first call to its end, whatever order the calls come in', async () => {
    const one = await ready(pagerduty, settings);
    for (const body of [
      event('incident.resolved', '2026-11-20T11:30:00Z', 'resolved', 'e3'),
      event('incident.triggered', '2026-11-20T11:00:00Z', 'triggered', 'e1'),
      event('incident.acknowledged', '2026-11-20T11:05:00Z', 'acknowledged', 'e2'),
    ])
      expect(await one.send(body, signed(body))).toBe(200);
    expect(await incidents()).toEqual([
      'Label printing stopped | label_printing | minor | 2026-11-20 11:00:00 | true',
    ]);
    expect(await askRows(database(), 'select status from incident_updates order by at')).toEqual([
      'investigating',
      'investigating',
      'resolved',
    ]);
  });

  test('repeats a delivery that changes nothing', async () => {
    const one = await ready(pagerduty, settings);
    const body = event('incident.triggered', '2026-11-20T11:00:00Z', 'triggered');
    const headers = { ...signed(body), 'x-webhook-id': 'd1' };
    await one.send(body, headers);
    await one.send(body, headers);
    expect(await askRows(database(), 'select count(*) from incident_updates')).toEqual(['1']);
  });

  test('signed with another secret is refused', async () => {
    const one = await ready(pagerduty, settings);
    const body = event('incident.triggered', '2026-11-20T11:00:00Z', 'triggered');
    expect(await one.send(body, { 'x-pagerduty-signature': `v1=${hmacHex(body, 'guess')}` })).toBe(401);
  });

  test.runIf(hasShared)('is understood as it is documented', async () => {
    const one = await ready(pagerduty, settings);
    for (const path of ['02-webhook-incident.priority_updated', '03-webhook-service.updated']) {
      const body = fixture(`pagerduty/${path}.json`);
      expect(await one.send(body, signed(body))).toBe(200);
    }
    expect(await incidents()).toEqual([
      'A little bump in the road | integrations | minor | 2020-04-09 15:16:27 | false',
    ]);
    expect(await askRows(database(), 'select count(*) from quarantine')).toEqual(['0']);
  });
});

describe('events of other systems', () => {
  const settings = { EVENTS_SECRET: 'hush' };
  const send = (one: OpenSource, body: unknown, secret = 'hush'): Promise<number> =>
    one.send(body, { 'x-hub-signature-256': `sha256=${hmacHex(body, secret)}` });

  test('come in one shape for incidents, deploys and plans', async () => {
    const one = await ready(events, settings);
    const body = [
      {
        type: 'incident',
        id: 'ops-1',
        title: 'Stock sync is behind',
        status: 'investigating',
        at: '2026-11-20T11:00:00Z',
        text: 'Stock figures are 35 min old.',
      },
      {
        type: 'deploy',
        id: 'd-1',
        service: 'shop',
        environment: 'production',
        status: 'success',
        at: '2026-11-20T09:04:00Z',
      },
      {
        type: 'launch',
        id: 'l-1',
        title: 'Winter collection',
        startsAt: '2026-11-27T08:00:00Z',
        endsAt: '2026-11-27T09:00:00Z',
      },
    ];
    expect(await send(one, body)).toBe(200);
    expect(await incidents()).toEqual([
      'Stock sync is behind | stock_sync | minor | 2026-11-20 11:00:00 | false',
    ]);
    expect(await askRows(database(), 'select count(*) from deploys')).toEqual(['1']);
    expect(await askRows(database(), 'select kind from calendar_events')).toEqual(['launch']);
  });

  test('that are forged are refused, that are wrong are put aside with the field that is wrong', async () => {
    const one = await ready(events, settings);
    expect(await send(one, { type: 'incident' }, 'guess')).toBe(401);
    expect(await send(one, { type: 'incident', id: 'x', title: 'X', status: 'gone', at: 'now' })).toBe(200);
    expect(await askRows(database(), 'select reason from quarantine')).toEqual([
      expect.stringMatching(/^(status|at): /),
    ]);
  });
});
