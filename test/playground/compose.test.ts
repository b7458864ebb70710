import { expect, test } from 'vitest';
import { compose, escapeNames } from '#src/playground/acts/compose.ts';
import { stateOf } from '#src/playground/acts/state.ts';
import { botUserId } from '#src/playground/content.ts';
import { option, plain } from '#test/support/sample-blocks.ts';
import { channelId, person } from '#test/support/workspace-look.ts';
import { runWorkspace } from '#test/support/workspace-server.ts';

const running = await runWorkspace();
const { team } = running.workspace;
await running.stop();
const group = [...team.groups.values()].find((one) => one.handle === 'warehouse')?.id;

test.each([
  [
    'names become ids',
    'ask @Mia Keller or @mia, @Crosswalk',
    `ask <@${person('mia')}> or <@${person('mia')}>, <@${botUserId}>`,
  ],
  ['the longest name wins', '@Mia Kellers', `<@${person('mia')}> Kellers`],
  ['part of a word is no name', 'mail a@mia.example, @miall', 'mail a@mia.example, @miall'],
  [
    'groups, broadcasts and channels',
    '@warehouse @here #general',
    `<!subteam^${group}|@warehouse> <!here> <#${channelId('general')}|general>`,
  ],
  ['a channel one cannot see stays a word', '#finance', '#finance'],
  ['links', 'see https://a.example/x?y=1&z=2.', 'see <https://a.example/x?y=1&amp;z=2>.'],
  [
    'what Slack would read as markup is escaped',
    '<!channel> <@U1> a & b',
    '&lt;!channel&gt; &lt;@U1&gt; a &amp; b',
  ],
])('%s', (_, typed, text) => {
  expect(compose(team, person('mia'), typed).text).toBe(text);
});

test('what was typed comes as rich text, too', () => {
  expect(compose(team, person('mia'), 'hi @Crosswalk').blocks).toMatchObject([
    {
      type: 'rich_text',
      elements: [
        {
          elements: [
            { type: 'text', text: 'hi ' },
            { type: 'user', user_id: botUserId },
          ],
        },
      ],
    },
  ]);
});

test('a command that asks for it gets names as ids with the handle', () => {
  expect(escapeNames(team, person('mia'), 'tell @Lena Brandt <b>')).toBe(
    `tell <@${person('lena')}|lena> &lt;b&gt;`,
  );
});

test('the state of a form holds what was set, else what the app set, else nothing', () => {
  const input = (blockId: string, element: Readonly<Record<string, unknown>>) =>
    ({
      type: 'input',
      block_id: blockId,
      label: plain('a'),
      element: { action_id: 'v', ...element },
    }) as never;
  const options = [option('de', 'Germany'), option('fr', 'France')];
  const blocks = [
    input('set', { type: 'plain_text_input', initial_value: 'old' }),
    input('kept', { type: 'plain_text_input', initial_value: 'old' }),
    input('none', { type: 'datepicker' }),
    input('one', { type: 'static_select', options }),
    input('forged', { type: 'static_select', options }),
    input('many', { type: 'checkboxes', options }),
    input('asked', { type: 'external_select' }),
  ];
  const given = {
    set: { v: 'new' },
    one: { v: 'fr' },
    forged: { v: 'xx' },
    many: { v: ['de', 'xx'] },
    asked: { v: { text: plain('Mug'), value: 'mug' } },
  };
  expect(stateOf(blocks, given)).toEqual({
    values: {
      set: { v: { type: 'plain_text_input', value: 'new' } },
      kept: { v: { type: 'plain_text_input', value: 'old' } },
      none: { v: { type: 'datepicker', selected_date: null } },
      one: { v: { type: 'static_select', selected_option: options[1] } },
      forged: { v: { type: 'static_select', selected_option: null } },
      many: { v: { type: 'checkboxes', selected_options: [options[0]] } },
      asked: { v: { type: 'external_select', selected_option: { text: plain('Mug'), value: 'mug' } } },
    },
  });
});
