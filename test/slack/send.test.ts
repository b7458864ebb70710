import { describe, expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';
import type { Message } from '#src/slack/blocks/block.ts';
import { boltLogger } from '#src/slack/bolt-logger.ts';
import type { Target } from '#src/slack/post.ts';
import { createOnceClient, createPost } from '#src/slack/post.ts';
import { createSend } from '#src/slack/send.ts';
import { useWebApi } from '#test/support/web-api.ts';

const web = useWebApi();

const divider = { type: 'divider' } as const;
const whole: Message = { text: 'Orders: 12.', blocks: [divider, divider] };
const trimmed: Message = { text: 'Orders: 12.', blocks: [divider] };
const place: Target = { kind: 'place', channel: 'C1', threadTs: '1.1' };
const reader = { user: 'UMIA', channel: 'C1', threadTs: '1.1' };
const response: Target = {
  kind: 'response',
  url: 'https://hooks.slack.com/commands/1',
  visible: 'ephemeral',
  replace: false,
};

const send = async (target: Target) => {
  const lines: string[] = [];
  const waited: number[] = [];
  const log = createLogger('info', (line) => lines.push(line));
  const post = createPost(createOnceClient('xoxb-1', null, boltLogger(log)));
  const deliver = createSend(post, log, async (ms) => void waited.push(ms));
  const sent = await deliver(target, {
    message: whole,
    trimmed: () => trimmed,
    reader,
    reference: 'ABC-DEF',
  });
  return { ...sent, waited, lines };
};

const refuse = (error: string) => () => ({ ok: false, error });

describe('the ladder', () => {
  test('sends the whole message, with no previews of links and no names looked up', async () => {
    expect(await send(place)).toMatchObject({ as: 'whole', ts: '1800000000.100001' });
    const [call] = web.of('chat.postMessage');
    expect(call).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false', thread_ts: '1.1' });
    expect(call).not.toHaveProperty('link_names');
    expect(call).not.toHaveProperty('parse');
  });

  test('sends less when Slack does not take the blocks', async () => {
    web.answers['chat.postMessage'] = ({ blocks }) =>
      (blocks as readonly unknown[]).length > 1
        ? { ok: false, error: 'invalid_blocks' }
        : { ok: true, ts: '2.2' };
    expect(await send(place)).toMatchObject({ as: 'trimmed', ts: '2.2' });
  });

  test('sends plain text when Slack takes no blocks at all', async () => {
    web.answers['chat.postMessage'] = ({ blocks }) =>
      (blocks as readonly unknown[]).length > 0
        ? { ok: false, error: 'msg_blocks_too_long' }
        : { ok: true, ts: '2.2' };
    expect(await send(place)).toMatchObject({ as: 'text' });
    expect(web.of('chat.postMessage')).toHaveLength(3);
  });

  test.each(['not_in_channel', 'is_archived', 'channel_not_found', 'restricted_action'])(
    'leaves a private note with the reference when the place is closed (%s)',
    async (error) => {
      web.answers['chat.postMessage'] = refuse(error);
      expect(await send(place)).toMatchObject({ as: 'note' });
      expect(web.of('chat.postMessage')).toHaveLength(1);
      expect(web.of('chat.postEphemeral')).toMatchObject([
        { user: 'UMIA', text: expect.stringMatching(/did not take it.*ABC-DEF/) },
      ]);
    },
  );

  test('writes to the person directly when not even a private note can be left', async () => {
    web.answers['chat.postMessage'] = ({ channel }) =>
      channel === 'UMIA' ? { ok: true, ts: '3.3' } : { ok: false, error: 'channel_not_found' };
    web.answers['chat.postEphemeral'] = refuse('user_not_in_channel');
    expect(await send(place)).toMatchObject({ as: 'note' });
  });

  test('logs the loss when Slack takes nothing at all', async () => {
    web.answers['chat.postMessage'] = refuse('account_inactive');
    web.answers['chat.postEphemeral'] = refuse('account_inactive');
    const { as, lines } = await send(place);
    expect(as).toBe('lost');
    expect(lines.join()).toMatch(/ABC-DEF.*slack\.answer_lost/);
  });

  test('waits as long as Slack asks, then sends once', async () => {
    web.answers['chat.postMessage'] = (_, nth) =>
      nth === 1
        ? new Response('', { status: 429, headers: { 'retry-after': '2' } })
        : { ok: true, ts: '2.2' };
    expect(await send(place)).toMatchObject({ as: 'whole', waited: [2000] });
    expect(web.of('chat.postMessage')).toHaveLength(2);
  });

  test('does not wait for minutes', async () => {
    web.answers['chat.postMessage'] = () =>
      new Response('', { status: 429, headers: { 'retry-after': '600' } });
    expect(await send(place)).toMatchObject({ as: 'note', waited: [] });
  });

  test.each([
    ['a lost answer', () => Response.error()],
    ['an error of the server', () => new Response('', { status: 503 })],
    ['a fatal error', refuse('fatal_error')],
  ])('never posts again after %s: it may have been posted', async (_, answer) => {
    web.answers['chat.postMessage'] = answer;
    expect(await send(place)).toMatchObject({ as: 'note' });
    expect(web.of('chat.postMessage')).toHaveLength(1);
    expect(web.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringContaining('did not confirm') },
    ]);
  });

  test('what only one person may read goes to that person directly when the place takes no private message', async () => {
    web.answers['chat.postEphemeral'] = refuse('user_not_in_channel');
    expect(await send({ kind: 'only_you', ...reader })).toMatchObject({ as: 'whole' });
    expect(web.of('chat.postMessage')).toMatchObject([{ channel: 'UMIA', text: 'Orders: 12.' }]);
  });
});

test('a private answer that may have arrived is not sent a second time', async () => {
  web.answers['chat.postEphemeral'] = (_, nth) => (nth === 1 ? Response.error() : { ok: true });
  expect(await send({ kind: 'only_you', ...reader })).toMatchObject({ as: 'note' });
  expect(web.said()).toEqual(['Orders: 12.', expect.stringContaining('did not confirm')]);
});

describe('the answer to a command', () => {
  test('goes to its response address, for the asker alone', async () => {
    expect(await send(response)).toMatchObject({ as: 'whole' });
    expect(web.of('response')).toMatchObject([{ response_type: 'ephemeral', text: 'Orders: 12.' }]);
  });

  test.each([
    ['has expired', () => new Response('{"ok":false,"error":"expired_url"}', { status: 404 })],
    ['was used up', () => new Response('used_url', { status: 404 })],
    ['says no with status 200', () => new Response('{"ok":false,"error":"used_url"}')],
  ])('goes to the asker in the channel when the address %s', async (_, answer) => {
    web.answers['response'] = answer;
    expect(await send(response)).toMatchObject({ as: 'whole' });
    expect(web.of('chat.postEphemeral')).toMatchObject([{ user: 'UMIA', text: 'Orders: 12.' }]);
    expect(web.of('chat.postMessage')).toEqual([]);
  });

  test('is cut shorter when the address does not take the blocks', async () => {
    web.answers['response'] = ({ blocks }) =>
      (blocks as readonly unknown[]).length > 1
        ? new Response('{"ok":false,"error":"invalid_blocks"}', { status: 400 })
        : new Response('ok');
    expect(await send(response)).toMatchObject({ as: 'trimmed' });
  });
});
