import { general, plain, view } from './walks.ts';
import { channelId, person } from './workspace-look.ts';

/** What a case can refer to: the app's message, a person's, a channel without the app. */
export type Seen = { readonly own: string; readonly theirs: string; readonly withoutApp: string };

type Given = (seen: Seen) => Readonly<Record<string, unknown>>;
/** What is wrong, the method, what it is given, Slack's error, and the token where it is another one. */
export type MalformedCall = readonly [string, string, Given, string, (string | null)?];

const long = (count: number): string => 'x'.repeat(count);
const section = (text: string): object => ({ type: 'section', text: { type: 'mrkdwn', text } });
const to =
  (more: object): Given =>
  () => ({ channel: general, ...more });
const blocks = (...some: readonly object[]): Given => to({ text: 'a', blocks: some });
const modalWith =
  (more: object): Given =>
  () => ({ trigger_id: '1.2.3', view: { ...view('modal'), ...more } });
const missing = 'D0000000000';

export const malformedCalls: readonly MalformedCall[] = [
  ['no token', 'auth.test', () => ({}), 'not_authed', null],
  ['a token that is none', 'auth.test', () => ({}), 'invalid_auth', 'xoxb-wrong'],
  [
    'the bot token where the app token is needed',
    'apps.connections.open',
    () => ({}),
    'not_allowed_token_type',
  ],
  ['a method that does not exist', 'chat.fly', () => ({}), 'unknown_method'],

  ['no channel', 'chat.postMessage', () => ({ text: 'a' }), 'invalid_arguments'],
  [
    'a channel that does not exist',
    'chat.postMessage',
    () => ({ channel: 'C0', text: 'a' }),
    'channel_not_found',
  ],
  [
    'a private channel without the app',
    'chat.postMessage',
    () => ({ channel: '#nowhere', text: 'a' }),
    'channel_not_found',
  ],
  [
    'a public channel without the app',
    'chat.postMessage',
    ({ withoutApp }) => ({ channel: withoutApp, text: 'a' }),
    'not_in_channel',
  ],
  ['nothing to say', 'chat.postMessage', to({}), 'no_text'],
  [
    'text and markdown_text',
    'chat.postMessage',
    to({ text: 'a', markdown_text: 'b' }),
    'markdown_text_conflict',
  ],
  ['markdown_text of 12,001', 'chat.postMessage', to({ markdown_text: long(12_001) }), 'msg_too_long'],
  ['blocks that are no JSON', 'chat.postMessage', to({ text: 'a', blocks: '[{' }), 'invalid_blocks_format'],
  ['blocks that are no list', 'chat.postMessage', to({ text: 'a', blocks: {} }), 'invalid_blocks_format'],
  ['a block of no known type', 'chat.postMessage', blocks({ type: 'carrot' }), 'invalid_blocks'],
  ['51 blocks', 'chat.postMessage', blocks(...Array(51).fill({ type: 'divider' })), 'invalid_blocks'],
  ['a section of 3,001', 'chat.postMessage', blocks(section(long(3001))), 'invalid_blocks'],
  [
    'a header of 151',
    'chat.postMessage',
    blocks({ type: 'header', text: plain(long(151)) }),
    'invalid_blocks',
  ],
  [
    'an alert in a message',
    'chat.postMessage',
    blocks({ type: 'alert', text: plain('a') }),
    'invalid_blocks',
  ],
  [
    'two tables',
    'chat.postMessage',
    blocks(...Array(2).fill({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })),
    'invalid_blocks',
  ],
  [
    'five sections of 3,000',
    'chat.postMessage',
    blocks(...Array(5).fill(section(long(3000)))),
    'msg_blocks_too_long',
  ],
  ['attachments that are no list', 'chat.postMessage', to({ attachments: '{}' }), 'invalid_attachments'],
  [
    '101 attachments',
    'chat.postMessage',
    to({ attachments: Array(101).fill({ text: 'a' }) }),
    'too_many_attachments',
  ],
  [
    'metadata that is no object',
    'chat.postMessage',
    to({ text: 'a', metadata: '[]' }),
    'invalid_metadata_format',
  ],
  [
    'metadata without a type',
    'chat.postMessage',
    to({ text: 'a', metadata: { event_payload: {} } }),
    'invalid_metadata_schema',
  ],
  [
    'metadata of 9 kB',
    'chat.postMessage',
    to({ text: 'a', metadata: { event_type: 'a', event_payload: { a: long(9000) } } }),
    'metadata_too_large',
  ],

  ['a person who is not there', 'chat.postEphemeral', to({ user: 'U0', text: 'a' }), 'user_not_in_channel'],
  [
    'a person who is elsewhere',
    'chat.postEphemeral',
    () => ({ channel: channelId('finance'), user: person('mia'), text: 'a' }),
    'user_not_in_channel',
  ],
  [
    'a whisper of nothing',
    'chat.postEphemeral',
    () => ({ channel: general, user: person('mia') }),
    'no_text',
  ],

  ['changing what is not there', 'chat.update', to({ ts: '1.000000', text: 'a' }), 'message_not_found'],
  [
    'changing somebody’s message',
    'chat.update',
    ({ theirs }) => ({ channel: general, ts: theirs, text: 'a' }),
    'cant_update_message',
  ],
  [
    'a change of 4,001',
    'chat.update',
    ({ own }) => ({ channel: general, ts: own, text: long(4001) }),
    'msg_too_long',
  ],
  ['a change to nothing', 'chat.update', ({ own }) => ({ channel: general, ts: own }), 'no_text'],
  [
    'deleting somebody’s message',
    'chat.delete',
    ({ theirs }) => ({ channel: general, ts: theirs }),
    'cant_delete_message',
  ],
  ['deleting what is not there', 'chat.delete', to({ ts: '1.000000' }), 'message_not_found'],
  ['a link to what is not there', 'chat.getPermalink', to({ message_ts: '1.000000' }), 'message_not_found'],

  [
    'a stream for nobody',
    'chat.startStream',
    ({ own }) => ({ channel: general, thread_ts: own }),
    'missing_recipient_user_id',
  ],
  [
    'a stream for nobody’s team',
    'chat.startStream',
    ({ own }) => ({ channel: general, thread_ts: own, recipient_user_id: person('mia') }),
    'missing_recipient_team_id',
  ],
  [
    'more for a message that is no stream',
    'chat.appendStream',
    ({ own }) => ({ channel: general, ts: own, markdown_text: 'a' }),
    'message_not_in_streaming_state',
  ],
  [
    'nothing more',
    'chat.appendStream',
    ({ own }) => ({ channel: general, ts: own }),
    'markdown_text_or_chunks_required',
  ],
  [
    'more for somebody’s message',
    'chat.stopStream',
    ({ theirs }) => ({ channel: general, ts: theirs }),
    'message_not_owned_by_app',
  ],

  ['a time that was', 'chat.scheduleMessage', to({ text: 'a', post_at: 1 }), 'time_in_past'],
  ['a time too far', 'chat.scheduleMessage', to({ text: 'a', post_at: 4_000_000_000 }), 'time_too_far'],
  [
    'a plan that is none',
    'chat.deleteScheduledMessage',
    to({ scheduled_message_id: 'Q0' }),
    'invalid_scheduled_message_id',
  ],

  ['a history of nothing', 'conversations.history', () => ({ channel: missing }), 'channel_not_found'],
  [
    'a history from elsewhere',
    'conversations.history',
    ({ withoutApp }) => ({ channel: withoutApp }),
    'not_in_channel',
  ],
  ['a cursor that is none', 'conversations.history', to({ cursor: '!' }), 'invalid_cursor'],
  ['an oldest that is no time', 'conversations.history', to({ oldest: 'yesterday' }), 'invalid_ts_oldest'],
  ['a thread of nothing', 'conversations.replies', to({ ts: '1.000000' }), 'thread_not_found'],
  ['kinds that are none', 'conversations.list', () => ({ types: 'public_channel,secret' }), 'invalid_types'],
  ['opening with nobody', 'conversations.open', () => ({}), 'users_list_not_supplied'],
  ['opening with a stranger', 'conversations.open', () => ({ users: 'U0' }), 'user_not_found'],
  ['opening a channel', 'conversations.open', to({}), 'method_not_supported_for_channel_type'],
  ['a name that is taken', 'conversations.create', () => ({ name: 'general' }), 'name_taken'],
  ['a name with capitals', 'conversations.create', () => ({ name: 'Spring' }), 'invalid_name_specials'],
  ['inviting nobody', 'conversations.invite', to({}), 'no_user'],
  [
    'inviting who is there',
    'conversations.invite',
    () => ({ channel: general, users: person('mia') }),
    'already_in_channel',
  ],
  ['a topic of 251', 'conversations.setTopic', to({ topic: long(251) }), 'too_long'],
  ['leaving general', 'conversations.leave', to({}), 'cant_leave_general'],

  ['a person who does not exist', 'users.info', () => ({ user: 'U0' }), 'user_not_found'],
  ['an address nobody has', 'users.lookupByEmail', () => ({ email: 'x@y.example' }), 'users_not_found'],
  ['a group that does not exist', 'usergroups.users.list', () => ({ usergroup: 'S0' }), 'no_such_subteam'],
  [
    'a reaction to nothing',
    'reactions.add',
    () => ({ channel: general, timestamp: '1.000000', name: 'eyes' }),
    'message_not_found',
  ],
  [
    'a reaction of no name',
    'reactions.add',
    ({ own }) => ({ channel: general, timestamp: own, name: '!!' }),
    'invalid_name',
  ],
  [
    'taking back what was not given',
    'reactions.remove',
    ({ own }) => ({ channel: general, timestamp: own, name: 'eyes' }),
    'no_reaction',
  ],

  ['a trigger that is none', 'views.open', modalWith({}), 'invalid_trigger_id'],
  ['a title of 25', 'views.open', modalWith({ title: plain(long(25)) }), 'invalid_arguments'],
  [
    'a form without a button',
    'views.open',
    modalWith({ blocks: [{ type: 'input', label: plain('a'), element: { type: 'plain_text_input' } }] }),
    'invalid_arguments',
  ],
  ['a view of 251 kB', 'views.open', modalWith({ blocks: [section(long(251_000))] }), 'view_too_large'],
  [
    'a home with the wrong hash',
    'views.publish',
    () => ({ user_id: person('mia'), view: view('home'), hash: '1.x' }),
    'hash_conflict',
  ],
  ['changing no view', 'views.update', () => ({ view_id: 'V0', view: view('modal') }), 'not_found'],

  [
    'a file of no length',
    'files.getUploadURLExternal',
    () => ({ filename: 'a.csv', length: 0 }),
    'missing_argument',
  ],
  [
    'a file that was never sent',
    'files.completeUploadExternal',
    () => ({ files: [{ id: 'F0' }] }),
    'file_not_found',
  ],
  ['a file that is not there', 'files.info', () => ({ file: 'F0' }), 'file_not_found'],
  [
    'a status for no thread',
    'assistant.threads.setStatus',
    () => ({ channel_id: general, thread_ts: 'x', status: 'a' }),
    'invalid_thread_ts',
  ],
  [
    'a session of no known state',
    'agents.sessions.setStatus',
    ({ own }) => ({ channel_id: general, thread_ts: own, status: 'asleep' }),
    'invalid_status',
  ],
];
