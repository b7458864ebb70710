import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { person } from '#test/support/workspace-look.ts';
import { inBrowser, lastByApp, open, send } from './stage.ts';

inBrowser('blocks and forms in the page', (stage) => {
  const show = async (what: string): Promise<Page> => {
    const page = await stage().visit('mia', 'app/messages');
    await send(page, `show ${what}`);
    await lastByApp(page).locator('.block').first().waitFor();
    return page;
  };
  /** The first entry of `actions` that the app got for an element. */
  const actionFor = async (id: string): Promise<Readonly<Record<string, unknown>>> => {
    const bodies = await stage().sample.hears(`action:${id}`);
    const { actions } = bodies.at(-1) as { readonly actions: readonly Readonly<Record<string, unknown>>[] };
    return actions[0] ?? {};
  };
  const choose = async (page: Page, field: string, option: string): Promise<void> => {
    await page.locator('.select', { hasText: field }).first().click();
    await page.locator('.option', { hasText: option }).first().click();
  };

  test('every menu, picker and box tells the app what was chosen', async () => {
    const page = await show('choices');
    await choose(page, 'Choose', 'France');
    expect(await actionFor('static')).toMatchObject({
      type: 'static_select',
      selected_option: { value: 'fr' },
    });
    await page.locator('.select', { hasText: 'Product' }).click();
    await page.locator('.listbox-filter').fill('mug');
    await page.locator('.option', { hasText: 'mug 2' }).click();
    expect(await actionFor('external')).toMatchObject({ selected_option: { value: 'mug-2' } });
    await choose(page, 'Person', 'Lena Brandt');
    expect(await actionFor('users')).toMatchObject({ selected_user: person('lena') });
    await choose(page, 'Conversation', '#general');
    expect(await actionFor('conversations')).toMatchObject({
      type: 'conversations_select',
      selected_conversation: expect.stringMatching(/^C/),
    });
    await choose(page, 'Channel', '#general');
    expect(await actionFor('channels')).toMatchObject({ selected_channel: expect.stringMatching(/^C/) });
    await choose(page, 'Several', 'Norway');
    await page.locator('.option', { hasText: 'Sweden' }).click();
    await page.keyboard.press('Escape');
    await stage().sample.hears('action:multi', 2);
    expect((await actionFor('multi'))['selected_options']).toHaveLength(2);
    await choose(page, 'People', 'Jonas Albers');
    await page.keyboard.press('Escape');
    expect(await actionFor('multi_users')).toMatchObject({ selected_users: [person('jonas')] });
    await page.locator('input[type=date]').fill('2026-12-24');
    expect(await actionFor('date')).toMatchObject({ selected_date: '2026-12-24' });
    await page.locator('input[type=time]').fill('09:30');
    expect(await actionFor('time')).toMatchObject({ selected_time: '09:30' });
    await page.locator('input[type=datetime-local]').fill('2026-12-24T09:30');
    expect(await actionFor('datetime')).toMatchObject({ selected_date_time: 1_798_101_000 });
    await page.getByLabel('Alpha').check();
    expect(await actionFor('checks')).toMatchObject({ selected_options: [{ value: 'a' }] });
    await page.getByLabel('Why').check();
    expect(await actionFor('radio')).toMatchObject({ selected_option: { value: 'y' } });
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    expect(await actionFor('dangerous')).toMatchObject({ type: 'button' });
    expect(stage().sample.heard.filter((one) => one.what === 'action:dangerous')).toHaveLength(1);
    const [last] = (await stage().sample.hears('action:dangerous')) as readonly { readonly state: unknown }[];
    expect(last?.state).toMatchObject({
      values: {
        menus: { static: { selected_option: { value: 'fr' } } },
        pickers: { date: { selected_date: '2026-12-24' } },
      },
    });
  });

  test('buttons, feedback, the bin, the dots and a card’s button tell the app', async () => {
    const page = await show('answer');
    await page.getByRole('button', { name: 'How I got this' }).click();
    expect(await actionFor('how')).toMatchObject({ value: 'how' });
    await page.getByRole('button', { name: 'This answer is wrong' }).click();
    expect(await actionFor('feedback')).toMatchObject({ type: 'feedback_buttons', value: 'bad' });
    expect(
      await page.getByRole('button', { name: 'This answer is wrong' }).getAttribute('aria-pressed'),
    ).toBe('true');
    await page.getByRole('button', { name: 'Remove' }).click();
    expect(await actionFor('remove')).toMatchObject({ type: 'icon_button' });
    await send(page, 'show words');
    await page.getByRole('button', { name: 'More choices' }).click();
    await page.getByRole('menuitem', { name: 'Watch this' }).click();
    expect(await actionFor('overflow')).toMatchObject({ selected_option: { value: 'watch' } });
    await send(page, 'show groups');
    await page.locator('.card').getByRole('button', { name: 'Watch' }).click();
    expect(await actionFor('card_watch')).toMatchObject({ value: 'w' });
  });

  test('formatted text is formatted', async () => {
    const page = await show('words');
    const body = lastByApp(page).locator('.message-body');
    expect(await body.locator('strong').first().innerText()).toBe('bold');
    expect(await body.locator('em').first().innerText()).toBe('italic');
    expect(await body.locator('s').first().innerText()).toBe('strike');
    expect(await body.locator('blockquote').first().innerText()).toBe('a quotation');
    expect(await body.locator('.markdown li').allInnerTexts()).toContainEqual('☑ done');
    expect(await body.locator('.markdown table td').allInnerTexts()).toEqual(['x', '1']);
    expect(await body.locator('a').first().getAttribute('rel')).toBe('noopener noreferrer');
    expect(await body.locator('.rich-text .emoji').innerText()).toBe('🚀');
  });

  test('a table is sorted, turned, filtered and downloaded, formulas made harmless', async () => {
    const page = await show('answer');
    const rows = page.locator('.data-table tbody tr');
    const first = async (): Promise<readonly string[]> => rows.locator('th').allInnerTexts();
    expect(await first()).toEqual(['Germany', 'Austria', 'France', 'Netherlands', 'Poland']);
    await page.getByRole('button', { name: 'Next page' }).click();
    expect(await first()).toEqual(['Sweden', 'United Kingdom']);
    await page.getByRole('button', { name: 'Net sales' }).click();
    expect((await first()).slice(0, 2)).toEqual(['Germany', 'United Kingdom']);
    expect(await page.locator('th[aria-sort=descending]').innerText()).toBe('Net sales');
    await page.getByRole('button', { name: 'Net sales' }).click();
    expect((await first())[0]).toBe('Sweden');
    await page.getByPlaceholder('Filter rows').fill('land');
    expect(await first()).toEqual(['Poland', 'Netherlands']);
    expect(await page.locator('.data-table caption').innerText()).toBe('Net sales by country, last week');
    await send(page, 'show groups');
    const downloading = page.waitForEvent('download');
    await page.locator('.container').getByRole('button', { name: 'Download CSV' }).click();
    const text = await readFile(await (await downloading).path(), 'utf8');
    expect(text).toBe('\uFEFF"SKU","Available"\r\n"MUG-BLU-01","42"\r\n"\'=HYPERLINK(""x"")","7"\r\n');
  });

  test('a chart has its words and its numbers as a table', async () => {
    const page = await show('charts');
    await send(page, 'show more_charts');
    await page.locator('.drawing.pie').waitFor();
    const words = await page.locator('.drawing').first().getAttribute('aria-label');
    expect(words).toMatch(/^Line chart: Net sales per day \(line\)\. This week: Mon 12,400, Tue 11,800/);
    expect(await page.locator('.drawing.pie').getAttribute('aria-label')).toContain('Card 412');
    await page.locator('.chart-twin summary').first().click();
    expect(await page.locator('.chart-twin').first().locator('tbody tr').first().innerText()).toBe(
      'Mon\t12,400\t11,900',
    );
    expect(await page.locator('.drawing').nth(1).locator('rect').count()).toBe(14);
  });

  test('a form says what is missing, what the app refuses, goes a step further and back, and is sent', async () => {
    const page = await stage().visit('oliver');
    await open(page, 'general');
    await send(page, '/announce sale');
    const form = page.locator('dialog.modal');
    await form.getByRole('button', { name: 'Save' }).click();
    expect(await form.locator('.input-error').allInnerTexts()).toEqual(
      Array(4).fill('This is a required field.'),
    );
    expect(await form.locator('input:focus').getAttribute('aria-label')).toBe('Name');
    await form.getByLabel('Name').fill('taken');
    await form.getByLabel('E-mail').fill('o@crosswalk.example');
    await form.getByLabel('Amount').fill('12');
    await form.locator('.select', { hasText: 'Choose' }).first().click();
    await page.locator('.option', { hasText: 'Germany' }).click();
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
    await form.getByText('1 file ready').waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('This name is taken.').waitFor();
    await form.getByLabel('Name').fill('next');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('heading', { name: 'Second' }).waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.getByRole('heading', { name: 'Everything' }).waitFor();
    await form.getByLabel('Name').fill('Summer');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });
    const bodies = await stage().sample.hears('view:everything', 3);
    const { view } = bodies.at(-1) as { readonly view: { readonly state: unknown } };
    expect(view.state).toMatchObject({
      values: {
        name: { value: { value: 'Summer' } },
        file: { value: { type: 'file_input', files: [{ id: expect.any(String) }] } },
      },
    });
  });

  test('the home shows what the app published, its field and its button work', async () => {
    const page = await stage().visit('ines', 'app/home');
    await page.getByRole('heading', { name: 'Good morning' }).waitFor();
    await page.getByLabel('Default store').fill('Berlin');
    await page.keyboard.press('Enter');
    expect(await actionFor('store')).toMatchObject({ type: 'plain_text_input', value: 'Berlin' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.locator('dialog.modal').getByRole('heading', { name: 'Everything' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.modal').waitFor({ state: 'hidden' });
    await stage().sample.hears('closed:everything');
  });

  test('shortcuts: from a message’s menu, and from the composer', async () => {
    const page = await stage().visit('priya');
    await open(page, 'tech-status');
    await send(page, 'ingress 5xx above 14.4');
    const row = page.locator('.middle .message').last();
    await row.hover();
    await row.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /In plain words/ }).click();
    await page.getByText('In plain words: ingress 5xx above 14.4').waitFor();
    await page.locator('.middle').getByRole('button', { name: 'Shortcuts and commands' }).click();
    await page.getByRole('menuitem', { name: /Ask Crosswalk/ }).click();
    await page.locator('dialog.modal').waitFor();
  });

  test('an app that does not answer a click is said to in words', async () => {
    const page = await show('answer');
    await stage().sample.app.stop();
    await page.getByText('Crosswalk is not connected').waitFor();
    await page.getByRole('button', { name: 'How I got this' }).click();
    await page.getByText('The app is not connected. Try again in a moment.').waitFor();
  });
});
