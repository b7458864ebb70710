import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channelId, person } from '#test/support/workspace-look.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';
import { composer, inBrowser, lastByApp, open, send } from './stage.ts';

inBrowser('conversations in the page', (stage) => {
  test('the first run greets by department with three questions, and a click asks one', async () => {
    const page = await stage().visit('mia');
    await page.getByText('People in Warehouse ask this').waitFor();
    expect(await page.locator('.ask').allInnerTexts()).toEqual([
      'How many blue mugs are left?',
      'What has to be picked today?',
      'What runs out this week?',
    ]);
    expect(await page.locator('.connection').allInnerTexts()).toEqual([
      expect.stringContaining('CONNECTED'),
      expect.stringContaining('Set SHOPIFY_TOKEN.'),
    ]);
    await page.locator('.ask').first().click();
    await page.getByText('You said: How many blue mugs are left?').waitFor();
    const marketing = await stage().visit('lena');
    await marketing.getByText('How did the spring campaign do?').waitFor();
  });

  test('two people in two windows see each other’s messages live, and what is unread', async () => {
    const mia = await stage().visit('mia');
    const tomasz = await stage().visit('tomasz');
    await open(mia, 'warehouse');
    await send(mia, 'Is the blue mug in, @Tomasz Nowak?');
    await tomasz
      .locator('.entry.unread', { hasText: 'warehouse' })
      .locator('.count', { hasText: '1' })
      .waitFor();
    await open(tomasz, 'warehouse');
    await tomasz.getByText('Is the blue mug in,').waitFor();
    await send(tomasz, 'Since this morning');
    await mia.getByText('Since this morning').waitFor();
    await tomasz.locator('.entry.unread').waitFor({ state: 'detached' });
    expect(await mia.locator('.entry.unread').count()).toBe(0);
    expect(await mia.locator('.mention').innerText()).toBe('@Tomasz Nowak');
    expect(await tomasz.locator('.mention-me').count()).toBe(1);
  });

  test('a mention is answered in a thread, which opens beside and can be replied to', async () => {
    const page = await stage().visit('lena');
    await open(page, 'marketing');
    await composer(page).pressSequentially('@cro');
    await page.locator('.suggestion', { hasText: 'Crosswalk' }).waitFor();
    await page.keyboard.press('Tab');
    await composer(page).pressSequentially('how did last week go?');
    await page.keyboard.press('Enter');
    await page.locator('.thread-link', { hasText: '1 reply' }).click();
    await page.locator('.thread').getByText('€95,852.10').waitFor();
    await page.getByLabel('Also send to #marketing').check();
    await send(page, 'Thanks', 'thread');
    await page.locator('.middle').getByText('replied to a thread').waitFor();
    await page.locator('.thread-link', { hasText: '2 replies' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.thread').waitFor({ state: 'hidden' });
  });

  test('a command is completed with its hint, and its answer is for one person', async () => {
    const page = await stage().visit('mia');
    const other = await stage().visit('priya');
    await open(page, 'warehouse');
    await open(other, 'warehouse');
    await composer(page).pressSequentially('/');
    expect(await page.locator('.suggestion').allInnerTexts()).toEqual([
      expect.stringContaining('how many orders yesterday'),
      expect.stringContaining('<product or SKU>'),
      expect.stringContaining('[provider|service] [period]'),
      expect.stringContaining('<what happens>'),
    ]);
    await composer(page).pressSequentially('as');
    await page.keyboard.press('Enter');
    await composer(page).pressSequentially('how many orders');
    await page.keyboard.press('Enter');
    await page.getByText('Only visible to you').waitFor();
    await page.getByText('4.2 %').waitFor();
    expect(await other.locator('.message').count()).toBe(0);
    await lastByApp(page).hover();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Only visible to you').waitFor({ state: 'detached' });
  });

  test('a status is shown while the app works, text streams in, and Stop stops it', async () => {
    const { running, sample, visit } = stage();
    const page = await visit('lena', 'app/messages');
    await send(page, 'show nothing');
    await page.getByText('You said: show nothing').waitFor();
    const channel =
      running.workspace.team.channels
        .all()
        .find((one) => one.kind === 'im' && one.members.includes(person('lena')))?.id ?? '';
    const thread_ts = running.workspace.team.messages.inChannel(channel)[0]?.ts ?? '';
    const { client } = sample.app;
    await client.assistant.threads.setStatus({
      channel_id: channel,
      thread_ts,
      status: 'is counting orders…',
    });
    await page.getByText('Crosswalk is counting orders…').waitFor();
    await client.apiCall('agents.sessions.setStatus', {
      channel_id: channel,
      thread_ts,
      status: 'processing',
    });
    await page.locator('.thread-link').waitFor({ state: 'detached' });
    const streamer = client.chatStream({ channel, thread_ts, buffer_size: 1 });
    await streamer.append({ markdown_text: 'One **moment**' });
    await page.locator('.thread-link').click();
    await page.locator('.thread .streaming strong', { hasText: 'moment' }).waitFor();
    await streamer.append({ markdown_text: ', two' });
    await page.locator('.thread').getByText(', two').waitFor();
    await page.locator('.thread').getByRole('button', { name: 'Stop' }).click();
    await sample.hears('event:agent_session_stopped');
    await page.locator('.thread .streaming').waitFor({ state: 'detached' });
    await expect(streamer.append({ markdown_text: 'more' })).rejects.toMatchObject({
      data: { error: 'stopped_by_user' },
    });
  });

  test('a window can be somebody else; guests and partners are there when asked for', async () => {
    const page = await stage().visit('mia');
    await page.locator('.me').click();
    expect(await page.locator('.menu .person:visible').count()).toBe(9);
    await page.getByRole('menuitem', { name: 'Show guests and partners' }).click();
    await page.locator('.menu .person', { hasText: 'Carla Moretti' }).click();
    await page.locator('.me', { hasText: 'Carla' }).waitFor();
    expect(await page.locator('.sidebar .entry-name').allInnerTexts()).toEqual([
      'Start here',
      'partner-shared',
      'Crosswalk',
    ]);
    await page.reload();
    await page.locator('.me', { hasText: 'Carla' }).waitFor();
  });

  test('messages are reacted to, edited with the up arrow, found by their words, and deleted', async () => {
    const page = await stage().visit('mia');
    await open(page, 'warehouse');
    await send(page, 'parcel 1 is late');
    const row = page.locator('.middle .message').last();
    await row.hover();
    await row.getByRole('button', { name: 'React with eyes' }).click();
    await row.locator('.reaction.mine', { hasText: '1' }).waitFor();
    await composer(page).focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('dialog').getByLabel('Message').fill('parcel 2 is late');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('(edited)').waitFor();
    await page.keyboard.press('Control+f');
    await page.getByRole('searchbox').fill('PARCEL late');
    await page.locator('.hit', { hasText: 'parcel 2 is late' }).waitFor();
    await page.locator('.hit-where').click();
    await page.locator('.middle .message').last().hover();
    await page.locator('.middle .message').last().getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete message' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('parcel 2 is late').waitFor({ state: 'detached' });
  });

  test('a file from the composer is shared, and downloads again', async () => {
    const page = await stage().visit('jonas');
    await open(page, 'finance');
    await page
      .locator('.middle input[type=file]')
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await page.locator('.composer-file', { hasText: 'orders.csv' }).waitFor();
    await send(page, 'The list');
    const downloading = page.waitForEvent('download');
    await page.locator('.file', { hasText: 'orders.csv' }).click();
    const stream = await (await downloading).createReadStream();
    const text = await new Response(stream as never).text();
    expect(text).toBe('a,b\n1,2\n');
    await stage().sample.hears('event:file_shared');
  });

  test('hostile text is shown as text, and right-to-left words do not turn what is around them', async () => {
    const page = await stage().visit('mia');
    await open(page, 'warehouse');
    const nasty = '<img src=x onerror=alert(1)> </div><script>alert(2)</script> كوب أزرق 42';
    await send(page, nasty);
    expect(await page.locator('.message-text').last().innerText()).toBe(nasty);
    expect(await page.locator('.message-text img, .message-text script').count()).toBe(0);
    expect(await page.locator('.message-text').last().getAttribute('dir')).toBe('auto');
    expect(
      await page
        .locator('.author')
        .last()
        .evaluate((node) => node.tagName),
    ).toBe('BDI');
  });

  test('after a restart of the workspace the page comes back by itself, with everything that was said', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
    const journalFile = join(folder, 'workspace.jsonl');
    const first = await runWorkspace({ journalFile });
    const page = await stage().visit('mia');
    await page.goto(`${first.address}/?as=mia`);
    await open(page, 'warehouse');
    await send(page, 'said before');
    await page.locator('.message', { hasText: 'said before' }).waitFor();
    await first.stop();
    // The browser tells of each try to reach a server that is away.
    stage().forgive(/WebSocket connection|ERR_CONNECTION_REFUSED/);
    const second = await runWorkspace({ journalFile }, Number(new URL(first.address).port));
    await second.workspace.act('tomasz', 'say', { channel: channelId('warehouse'), text: 'said after' });
    await page.locator('.message', { hasText: 'said after' }).waitFor();
    await page.locator('.message', { hasText: 'said before' }).waitFor();
    await send(page, 'and goes on');
    await page.locator('.message', { hasText: 'and goes on' }).waitFor();
    await page.close();
    await second.stop();
    rmSync(folder, { recursive: true });
  });
});
