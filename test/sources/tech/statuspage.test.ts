import { HttpResponse, http } from 'msw';
import { afterEach, describe, expect, test } from 'vitest';
import { source } from '#src/sources/statuspage/index.ts';
import { askRows } from '#test/support/ask.ts';
import { useDatabase } from '#test/support/database.ts';
import type { OpenSource } from '#test/support/open-source.ts';
import { openSource, useOutside } from '#test/support/open-source.ts';

const database = useDatabase();
const outside = useOutside();
const opened: OpenSource[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await database()
    .client`truncate changes, incidents, incident_updates, calendar_events, cursors, coverage, quarantine, seen_deliveries`;
});

const open = (settings: Readonly<Record<string, string>>): OpenSource => {
  const one = openSource(database(), source, settings, '2026-11-20T12:00:00Z');
  opened.push(one);
  return one;
};

const page = 'https://status.pay.example';
const settings = {
  STATUSPAGE_PAGES: `PayCo=${page}`,
  STATUSPAGE_HOOK_TOKEN: 'hush',
  STATUSPAGE_HOOK_PAGES: 'pg1=PayCo',
};

const said = (id: string, at: string, status: string, body: string) => ({
  id,
  status,
  body,
  created_at: at,
  display_at: at,
});

const incident = (over: Readonly<Record<string, unknown>> = {}) => ({
  id: 'inc1',
  name: 'Card payments failing',
  status: 'investigating',
  impact: 'none',
  created_at: '2026-11-20T11:00:00.000Z',
  started_at: '2026-11-20T10:55:00.000Z',
  updated_at: '2026-11-20T11:10:00.000Z',
  resolved_at: null,
  components: [{ name: 'API' }],
  incident_updates: [
    said('u2', '2026-11-20T11:10:00.000Z', 'investigating', 'About 40% of card payments fail.'),
    said('u1', '2026-11-20T11:00:00.000Z', 'investigating', 'We are currently investigating this issue.'),
  ],
  ...over,
});

const resolved = incident({
  status: 'resolved',
  updated_at: '2026-11-20T11:40:00.000Z',
  resolved_at: '2026-11-20T11:40:00.000Z',
  incident_updates: [
    said('u3', '2026-11-20T11:40:00.000Z', 'resolved', 'A change was reverted.'),
    ...incident().incident_updates,
  ],
});

const serve = (incidents: readonly unknown[], maintenances: readonly unknown[] = []): void => {
  outside.use(
    http.get(`${page}/api/v2/incidents.json`, () =>
      HttpResponse.json({ page: { id: 'pg1', name: 'PayCo' }, incidents }, { headers: { etag: '"1"' } }),
    ),
    http.get(`${page}/api/v2/scheduled-maintenances.json`, () =>
      HttpResponse.json({ page: { id: 'pg1', name: 'PayCo' }, scheduled_maintenances: maintenances }),
    ),
  );
};

const stored = (): Promise<readonly string[]> =>
  askRows(
    database(),
    `select id, origin, vendor, severity, affected_share, resolved_at is not null as over,
       (select count(*) from incident_updates u where u.incident_id = i.id) as updates
     from incidents i order by id`,
  );

describe('a status page', () => {
  test('is read with its incidents and their words, the impact from the evidence rather than its label', async () => {
    serve([incident()]);
    await open(settings).pull();
    expect(await stored()).toEqual(['statuspage:pg1:inc1 | vendor | PayCo | critical | 0.4 | false | 2']);
    expect(await askRows(database(), `select family from coverage order by family`)).toEqual([
      'calendar',
      'incidents',
    ]);
  });

  test('gives each incident one short reference that stays', async () => {
    serve([incident()]);
    const one = open(settings);
    await one.pull();
    const [first] = await askRows(database(), 'select ref from incidents');
    expect(first).toMatch(/^OUT-\d+$/);
    outside.resetHandlers();
    serve([resolved]);
    await one.pull();
    expect(await askRows(database(), 'select ref from incidents')).toEqual([first]);
    expect(await stored()).toEqual(['statuspage:pg1:inc1 | vendor | PayCo | critical | 0.4 | true | 3']);
  });

  test('that says the same again writes nothing', async () => {
    serve([incident()]);
    const one = open(settings);
    await one.pull();
    await one.pull();
    expect(await askRows(database(), `select count(*) from changes where family = 'incidents'`)).toEqual([
      '1',
    ]);
  });

  test('brings planned work into the calendar, not among the incidents', async () => {
    serve(
      [],
      [
        incident({
          id: 'm1',
          name: 'Database upgrade',
          impact: 'maintenance',
          scheduled_for: '2026-11-25T01:00:00Z',
          scheduled_until: '2026-11-25T03:00:00Z',
        }),
      ],
    );
    await open(settings).pull();
    expect(await stored()).toEqual([]);
    expect(await askRows(database(), `select kind, title from calendar_events`)).toEqual([
      'maintenance | PayCo: Database upgrade',
    ]);
  });

  test('with one broken incident gives the others, and says which is broken', async () => {
    serve([incident({ id: 'bad', incident_updates: 'none' }), incident()]);
    await open(settings).pull();
    expect(await stored()).toHaveLength(1);
    expect(await askRows(database(), 'select reference, family from quarantine')).toEqual([
      'statuspage/pg1/bad | incidents',
    ]);
  });

  test.each([
    ['is a web page', () => HttpResponse.html('<html>maintenance</html>')],
    ['is gone', () => new HttpResponse(null, { status: 404 })],
    ['is another kind of page', () => HttpResponse.json({ hello: 'world' })],
    ['is down', () => new HttpResponse(null, { status: 503 })],
  ])('that %s is told plainly and invents no peace', async (_, answer) => {
    outside.use(http.get(`${page}/api/v2/incidents.json`, answer));
    const [run] = await open(settings).pull();
    expect(run?.failure?.message).toMatch(/status page of PayCo|status\.pay\.example/);
    expect(
      await askRows(database(), `select count(*) from coverage where complete_to > complete_from`),
    ).toEqual(['0']);
  });

  test('that fails does not stop the others', async () => {
    serve([incident()]);
    outside.use(
      http.get('https://status.other.example/api/v2/incidents.json', () => HttpResponse.html('no')),
    );
    const [run] = await open({
      ...settings,
      STATUSPAGE_PAGES: `Other=https://status.other.example,PayCo=${page}`,
    }).pull();
    expect(run?.failure).toBeNull();
    expect(await stored()).toHaveLength(1);
    expect(await askRows(database(), `select count(*) from coverage`)).toEqual(['0']);
  });

  test('of an unknown name stops with what to write instead', async () => {
    const [run] = await open({ STATUSPAGE_PAGES: 'nopage' }).pull();
    expect(run?.failure?.message).toContain('"nopage", which is no page I know');
  });
});

describe('a status page’s webhook', () => {
  const hook = async (body: unknown, token = 'hush'): Promise<number> => {
    serve([]);
    const one = open(settings);
    await one.pull();
    return one.send(body, {}, { pathToken: token });
  };
  const body = (of: unknown) => ({ meta: {}, page: { id: 'pg1' }, incident: of });

  test('is taken in at once', async () => {
    expect(await hook(body(incident()))).toBe(200);
    expect(await stored()).toEqual(['statuspage:pg1:inc1 | vendor | PayCo | critical | 0.4 | false | 2']);
  });

  test('that comes late does not undo what is newer', async () => {
    serve([]);
    const one = open(settings);
    await one.pull();
    for (const of of [resolved, incident(), resolved]) await one.send(body(of), {}, { pathToken: 'hush' });
    expect(await stored()).toEqual(['statuspage:pg1:inc1 | vendor | PayCo | critical | 0.4 | true | 3']);
  });

  test('about a part alone brings nothing', async () => {
    expect(
      await hook({ page: { id: 'pg1' }, component: {}, component_update: { new_status: 'major_outage' } }),
    ).toBe(200);
    expect(await stored()).toEqual([]);
  });

  test('with the wrong secret or none is refused', async () => {
    expect(await hook(body(incident()), 'guess')).toBe(401);
    expect(await hook(body(incident()), '')).toBe(401);
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['cut off', '{"page":{"id":"pg1"},"incident":{"id":'],
    ['a web page', '<html>'],
    ['null', 'null'],
    ['no incident', '{"page":{}}'],
  ])('that is %s is put aside with its reason', async (_, text) => {
    expect(await hook(text)).toBe(200);
    expect(await stored()).toEqual([]);
    expect(await askRows(database(), 'select count(*) from quarantine')).toEqual(['1']);
  });

  test('of more than a megabyte is refused', async () => {
    expect(await hook(body(incident({ name: 'x'.repeat(1_100_000) })))).toBe(413);
  });
});
