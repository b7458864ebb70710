import { beforeAll, describe, expect, test } from 'vitest';
import { askShop, breakShop } from '#test/support/broken-shop.ts';
import { useDatabase } from '#test/support/database.ts';

const everybody = ['marketing', 'finance', 'warehouse', 'support', 'leadership', 'it'] as const;

describe('a shop in which card payments fail', () => {
  const database = useDatabase();
  beforeAll(() => breakShop(database()));

  test.each(everybody)(
    'answers whether people can pay in the words of %s, under one reference',
    async (as) => {
      const said = await askShop(database(), 'can people pay right now', { as });
      expect([said.kind, said.intent]).toEqual(['answer', 'status']);
      expect(said.text).toMatch(/^Since 09:10 \(08:10 UTC\) card payments fail\.\n/);
      expect(said.text).toContain('PayPal and bank transfer work');
      expect(said.text).toContain('OUT-1');
    },
  );

  test('says to each department what it is to do', async () => {
    const [marketing, warehouse] = await Promise.all([
      askShop(database(), 'can people pay right now', { as: 'marketing' }),
      askShop(database(), 'can people pay right now', { as: 'warehouse' }),
    ]);
    expect(marketing.text).toContain('Best hold new ads and newsletters until it works again.');
    expect(warehouse.text).toContain('Fewer new orders may reach you, and a wave of them later.');
    expect(warehouse.text).not.toContain('newsletters');
  });

  test('counts orders since it began beside the same span a week before', async () => {
    const said = await askShop(database(), 'can people pay right now', { as: 'finance' });
    expect(said.text).toContain(
      'From 09:10 to 10:30 so far (OUT-1): 1 order; 6 orders in the same span a week before.',
    );
    expect(said.facts.filter(({ metric }) => metric === 'sales.orders')).toMatchObject([
      { value: 1, from: '2026-11-18T09:10:00+01:00', to: '2026-11-18T10:30:00+01:00' },
      { value: 6, from: '2026-11-11T09:10:00+01:00', to: '2026-11-11T10:30:00+01:00' },
    ]);
  });

  test('names the release before it to IT, and does not call it the cause', async () => {
    const said = await askShop(database(), 'what was changed before it broke', { as: 'it' });
    expect(said.text).toContain(
      'The last release before it: checkout 412 at 09:04. Whether it is the cause is not said.',
    );
  });

  test('tells what else does not work, what touches a department first', async () => {
    const told = async (as: 'warehouse' | 'marketing'): Promise<string | undefined> =>
      (await askShop(database(), 'is anything down', { as })).text.split('\n')[1]?.slice(0, 6);
    expect([await told('warehouse'), await told('marketing')]).toEqual(['OUT-2:', 'OUT-1:']);
  });

  test('gives the open incidents as figures, each with what it hits', async () => {
    const said = await askShop(database(), 'any outages right now');
    const now = '2026-11-18T10:30:00+01:00';
    expect(said.facts.filter(({ metric }) => metric === 'tech.incidents')).toEqual([
      { metric: 'tech.incidents', value: 2, unit: 'count', currency: null, from: now, to: now, group: {} },
      expect.objectContaining({
        value: 1,
        group: { incident: 'OUT-1', capability: 'card_payments', severity: 'critical' },
      }),
      expect.objectContaining({
        value: 1,
        group: { incident: 'OUT-2', capability: 'label_printing', severity: 'major' },
      }),
    ]);
  });

  test('knows nothing wrong with what works, and names what does not', async () => {
    const said = await askShop(database(), 'is the search working', { as: 'support' });
    expect(said.text).toMatch(
      /^Nothing is known to be wrong with the search in our shop right now\.\nSomething else .*OUT-1/,
    );
    expect(said.interpretation.filters).toEqual([{ dimension: 'capability', op: 'in', value: ['search'] }]);
  });

  test('does not call a supplier fine that nobody watches', async () => {
    const said = await askShop(database(), 'is klarna down or is it us', { as: 'support' });
    expect(said.caveats).toEqual(['Nothing of Klarna has ever been heard here; it may not be watched.']);
  });

  test('tells what was broken yesterday, and how long it took', async () => {
    const said = await askShop(database(), 'what was the outage yesterday', { as: 'support' });
    expect(said.text).toMatch(
      /^There was trouble with the search in our shop on 17 November from 13:00 .* to 14:20/,
    );
    expect(said.interpretation.time).toMatchObject({ from: '2026-11-17', to: '2026-11-18' });
    expect(said.facts).toContainEqual(
      expect.objectContaining({ metric: 'tech.time_to_recover', value: 4800, group: { incident: 'OUT-3' } }),
    );
  });

  test('lists deploys, and security alerts to IT; others get their number', async () => {
    const deploys = await askShop(database(), 'any deploys today', { as: 'marketing' });
    expect(deploys.text).toMatch(/Deploys today: 1 deploy\.\n.*\ncheckout 412 .*New payment form/);
    const [it, marketing] = await Promise.all([
      askShop(database(), 'are we affected by vulnerabilities', { as: 'it' }),
      askShop(database(), 'are we affected by vulnerabilities', { as: 'marketing' }),
    ]);
    expect(it.text).toContain('left-pad');
    expect(it.text).not.toContain('old-news');
    expect(marketing.text).toContain('Open security alerts now: 1 alert.');
    expect(marketing.text).not.toContain('left-pad');
  });

  test('shows IT the alerts themselves in private where others read along', async () => {
    const said = await askShop(database(), 'are we affected by vulnerabilities', {
      as: 'it',
      place: { kind: 'public', channel: 'general' },
    });
    expect([said.audience, said.text.includes('left-pad')]).toEqual(['asker', true]);
  });
});

describe('a shop in which all works', () => {
  const database = useDatabase();
  beforeAll(() => breakShop(database(), []));

  test('is told by the last order that came in', async () => {
    const said = await askShop(database(), 'is the shop up', { as: 'support' });
    expect(said.text.split('\n').slice(0, 2)).toEqual([
      'Nothing is known to be wrong with our shop right now.',
      'The last order came in at 09:30 (orders are read up to 10:30).',
    ]);
  });
});

describe('a shop nobody watches', () => {
  const database = useDatabase();

  test('does not say that all is well', async () => {
    const said = await askShop(database(), 'is anything down');
    expect([said.kind, said.text]).toEqual([
      'no_data',
      'No source tells me yet what is broken.\nStatus pages would bring incidents.',
    ]);
  });
});
