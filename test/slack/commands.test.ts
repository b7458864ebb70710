import { describe, expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

const labels = (args: Readonly<Record<string, unknown>> | undefined): string =>
  JSON.stringify(args?.['blocks'] ?? []);

describe('a slash command', () => {
  test('is acknowledged before anything else, and answered to its caller alone', async () => {
    const { deliver, acknowledged, asked } = await start({
      answer: () => {
        expect(acknowledged).toEqual([null]);
        return figure('Stock of Trail Runner 2: 14 pieces.');
      },
    });
    await deliver(bodies.command('/stock', 'Trail Runner 2'));
    expect(asked).toMatchObject([
      { text: 'stock of Trail Runner 2', thread: null, place: { kind: 'public' } },
    ]);
    expect(web.of('response')).toMatchObject([
      { response_type: 'ephemeral', text: 'Stock of Trail Runner 2: 14 pieces.' },
    ]);
    expect(web.of('chat.postMessage')).toEqual([]);
  });

  test('is answered although its acknowledgement did not arrive', async () => {
    const { deliver, failToAcknowledge } = await start();
    failToAcknowledge();
    await deliver(bodies.command('/ask', 'orders'));
    expect(web.of('response')).toHaveLength(1);
  });

  test('can be shared when the channel may see it', async () => {
    const { deliver } = await start();
    await deliver(bodies.command('/ask', 'orders yesterday'));
    expect(labels(web.of('response')[0])).toContain('Share to channel');
  });

  test('cannot be shared when it may not', async () => {
    const { deliver } = await start({ answer: () => figure('Margin: 31%.', { audience: 'asker' }) });
    await deliver(bodies.command('/ask', 'margin'));
    await deliver(bodies.command('/ask', 'orders', { channel_id: 'D1' }));
    expect(web.of('response')).toHaveLength(2);
    expect(web.of('response').map(labels).join()).not.toContain('Share to channel');
  });

  test('delivered again is not answered again', async () => {
    const [one, other] = [await start(), await start()];
    const body = bodies.command('/ask', 'orders');
    await Promise.all([one.deliver(body), one.deliver(body), other.deliver(body)]);
    expect(one.asked.length + other.asked.length).toBe(1);
    expect(web.of('response')).toHaveLength(1);
  });

  test.each([
    ['/ask', 'how many orders', 'how many orders'],
    ['/stock', 'LIN-SHI-NAV-M', 'stock of LIN-SHI-NAV-M'],
    ['/cost', 'AWS last month', 'cloud cost AWS last month'],
    ['/cost', '', 'cloud cost'],
    ['/outages', '', 'any outages'],
    ['/outages', 'last week', 'any outages last week'],
  ])('%s %s asks "%s"', async (command, words, question) => {
    const { deliver, asked } = await start();
    await deliver(bodies.command(command, words));
    expect(asked.map(({ text }) => text)).toEqual([question]);
  });

  test.each([
    ['/ask', ''],
    ['/ask', 'help'],
    ['/stock', '   '],
    ['/stock', 'Help'],
    ['/cost', 'help'],
    // Signs alone would ask for the stock of everything.
    ['/stock', '%'],
    ['/stock', '_'],
    ['/stock', '\\'],
    ['/stock', "';--"],
  ])('%s %s shows how it is used', async (command, words) => {
    const { deliver, asked } = await start();
    await deliver(bodies.command(command, words));
    expect(asked).toEqual([]);
    expect(web.said()).toEqual([expect.stringContaining(`Usage: ${command} `)]);
  });

  test('whose words were not understood shows how it is used as well', async () => {
    const { deliver } = await start({
      answer: () => ({ ...figure('I know no product "qwerty".'), kind: 'unknown' }),
    });
    await deliver(bodies.command('/stock', 'qwerty'));
    expect(web.said()).toEqual([expect.stringMatching(/^I know no product "qwerty"\.\nUsage: \/stock/)]);
  });

  test.each(["' OR 1=1; drop table orders", '../../etc/passwd', '$' + '{jndi:ldap://x}', '{{7*7}}', '$(id)'])(
    'hands %s on as it is',
    async (words) => {
      const { deliver, asked } = await start();
      await deliver(bodies.command('/stock', words));
      expect(asked.map(({ text }) => text)).toEqual([`stock of ${words}`]);
    },
  );

  test('with 8,000 characters is declined at once', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.command('/stock', 'x'.repeat(8000)));
    expect(asked).toEqual([]);
    expect(web.said()).toEqual([expect.stringMatching(/8,000 characters long; I read up to 500/)]);
  });

  test('that this version does not have is met with those it has', async () => {
    const { deliver } = await start();
    await deliver(bodies.command('/weather', 'now'));
    expect(web.said()).toEqual([expect.stringMatching(/^I do not know \/weather\.\nUsage: \/ask/)]);
  });

  test('of a guest or another company gets no figures', async () => {
    const { deliver, asked } = await start();
    await deliver(bodies.command('/ask', 'orders', { team_id: 'T2' }));
    web.answers['users.info'] = ({ user }) => ({
      ok: true,
      user: { id: user, team_id: 'T1', is_restricted: true },
    });
    await deliver(bodies.command('/ask', 'orders', { user_id: 'UGUEST' }));
    expect(asked).toEqual([]);
    expect(web.said()).toHaveLength(2);
    expect(web.said().join()).toMatch(/only answer people who work here.*only answer people who work here/);
  });

  test('that fails says so with a reference', async () => {
    const { deliver, lines } = await start({ answer: () => Promise.reject(new Error('select 1')) });
    await deliver(bodies.command('/ask', 'orders'));
    expect(web.said()).toEqual([
      expect.stringMatching(/Something went wrong.*reference [A-Z0-9]{3}-[A-Z0-9]{3}\.$/),
    ]);
    expect(lines.join()).not.toContain('select');
  });
});
