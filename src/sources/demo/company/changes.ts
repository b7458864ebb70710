import type { Rows, Window } from '../collect.ts';
import { within } from '../collect.ts';
import type { Days } from '../days.ts';
import { hourMs, iso, minuteMs, never, past } from '../days.ts';
import { isWorkday } from '../fulfil.ts';
import type { Plan } from '../plan.ts';
import { randomOf } from '../random.ts';

const services = ['web-shop', 'checkout', 'search', 'warehouse-app', 'data-pipeline'] as const;
const summaries = [
  'Dependencies brought up to date',
  'Product page loads images later',
  'New filter in the category lists',
  'Fewer queries per page',
  'Texts of the order confirmation',
  'Fix for rounding in the cart',
  'Pick lists sorted by shelf',
] as const;

/** Releases of a day: one or two on working days, and the one just before each card outage. */
export const addDeployRows = (
  rows: Rows,
  days: Days,
  plan: Plan,
  seed: number,
  day: number,
  window: Window,
): void => {
  const random = randomOf(seed, day, 42);
  const add = (
    id: string,
    service: string,
    at: number,
    status: 'success' | 'failure',
    summary: string,
  ): void => {
    if (!within(at, window)) return;
    const version = `${days.date(day).year}.${days.date(day).dayOfYear}.${id.at(-1) ?? 1}`;
    rows.add('deploys', { id, service, version, environment: 'production', status, at: iso(at), summary });
  };
  const count = isWorkday(days, day) ? random.poisson(1.4) : 0;
  for (let n = 1; n <= count; n += 1) {
    const at = Math.floor(days.start(day) + random.between(9, 17) * hourMs);
    const service = services[random.weighted([34, 20, 14, 18, 14])] ?? 'web-shop';
    const status = random.chance(0.04) ? 'failure' : 'success';
    add(`deploy-${days.text(day)}-${n}`, service, at, status, random.pick(summaries));
  }
  for (const outage of plan.outages.filter((one) => one.day === day)) {
    const before = outage.from - 12 * minuteMs;
    const after = outage.to - 16 * minuteMs;
    add(`deploy-${days.text(day)}-8`, 'checkout', before, 'success', 'New client for the payment gateway');
    add(`deploy-${days.text(day)}-9`, 'checkout', after, 'success', 'Payment gateway client rolled back');
  }
};

/** Packages are invented: no advisory about a real one is made up. */
const packages = [
  ['cart-parser-lite', 'Prototype pollution when merging carts', 'high', 'runtime'],
  ['tiny-yaml-kit', 'Unbounded recursion on nested aliases', 'moderate', 'development'],
  ['pixel-resizer', 'Out-of-bounds read on malformed images', 'critical', 'runtime'],
  ['http-relay-core', 'Request smuggling through duplicate headers', 'high', 'runtime'],
  ['session-vault', 'Session fixation after sign-in', 'moderate', 'runtime'],
  ['lint-runner-x', 'Command injection through file names', 'low', 'development'],
  ['csv-stream-fast', 'Regular expression takes exponential time', 'moderate', 'runtime'],
  ['queue-mini', 'Messages can be read across tenants', 'high', 'runtime'],
  ['mock-server-kit', 'Path traversal in the file server', 'moderate', 'development'],
  ['template-braids', 'Cross-site scripting in raw blocks', 'moderate', 'runtime'],
  ['jwt-checker', 'Algorithm confusion accepts unsigned tokens', 'critical', 'runtime'],
  ['date-wizardry', 'Denial of service on long format strings', 'low', 'runtime'],
] as const;

/** Advisories come every month or so, counted back from the anchor; the last five are open there. */
export const addAdvisoryRows = (rows: Rows, days: Days, seed: number, window: Window): void => {
  for (let n = 0; n < 26; n += 1) {
    const random = randomOf(seed, n, 43);
    const entry = packages[n % packages.length];
    const day = days.today - 3 - n * 31 + random.whole(-8, 2);
    if (!entry || day < 0) continue;
    const [name, title, severity, scope] = entry;
    const opened = Math.floor(days.start(day) + random.between(7, 20) * hourMs);
    const closed = n < 5 ? never : opened + random.whole(3, 40) * 24 * hourMs;
    if (opened > window.until || !(within(opened, window) || within(closed, window))) continue;
    rows.add('advisories', {
      id: `advisory-${n + 1}`,
      package: name,
      title: `${title} in ${name}`,
      severity,
      scope,
      identifier: `DEMO-${days.date(day).year}-${String(200 - n).padStart(4, '0')}`,
      openedAt: iso(opened),
      closedAt: past(closed, window.until),
    });
  }
};
