import { expect, test } from 'vitest';
import type { Json } from '#src/playground/json.ts';
import { objectOf } from '#src/playground/json.ts';
import { readManifest } from '#src/playground/manifest.ts';
import { sampleManifest } from '#test/support/workspace-server.ts';

const features = objectOf(objectOf(sampleManifest)['features']);
const withFeatures = (more: Readonly<Record<string, Json>>): Json => ({
  ...objectOf(sampleManifest),
  features: { ...features, ...more },
});
const command = (name: string): Json => ({ command: name, description: 'a' });
const problems = (manifest: Json): readonly string[] => {
  const reading = readManifest(manifest);
  return reading.kind === 'refused' ? reading.problems : [];
};

test('a manifest says what the app may do and what it is told', () => {
  expect(readManifest(sampleManifest)).toMatchObject({
    kind: 'read',
    settings: {
      name: 'Crosswalk',
      botName: 'Crosswalk',
      agent: 'agent_view',
      homeTab: true,
      interactive: true,
      commands: expect.arrayContaining([
        {
          command: '/announce',
          description: 'Tell the departments',
          usageHint: '<what happens>',
          shouldEscape: true,
        },
      ]),
      shortcuts: [{ kind: 'message', callbackId: 'in_plain_words' }, { kind: 'global' }],
      prompts: [{ title: 'Revenue yesterday' }, { title: 'What runs out' }],
    },
  });
});

test.each([
  ['no object', null, 'the manifest is not a JSON object'],
  ['no name', { features: { bot_user: { display_name: 'a' } } }, 'display_information.name is missing'],
  [
    'a name of 36',
    { ...objectOf(sampleManifest), display_information: { name: 'x'.repeat(36) } },
    'display_information.name is longer than 35 characters',
  ],
  ['no bot', { display_information: { name: 'a' } }, 'features.bot_user is missing, so the app has no bot'],
  [
    'a command of Slack’s own',
    withFeatures({ slash_commands: [command('/remind')] }),
    "/remind is one of Slack's own commands",
  ],
  [
    'a command without its slash',
    withFeatures({ slash_commands: [command('ask')] }),
    'the slash command "ask" needs a leading / and at most 32 small letters, digits, - and _',
  ],
  [
    'a command of 33',
    withFeatures({ slash_commands: [command(`/${'x'.repeat(32)}`)] }),
    `the slash command "/${'x'.repeat(32)}" needs a leading / and at most 32 small letters, digits, - and _`,
  ],
  [
    'the same command twice',
    withFeatures({ slash_commands: [command('/ask'), command('/ask')] }),
    'two slash commands have the same name',
  ],
  [
    '51 commands',
    withFeatures({ slash_commands: Array.from({ length: 51 }, (_, at) => command(`/c${at}`)) }),
    'more than 50 slash commands',
  ],
  [
    '11 shortcuts',
    withFeatures({
      shortcuts: Array.from({ length: 11 }, (_, at) => ({
        type: 'global',
        name: 'a',
        callback_id: `c${at}`,
      })),
    }),
    'more than 10 shortcuts',
  ],
  [
    'both kinds of agent',
    withFeatures({ assistant_view: { assistant_description: 'a' } }),
    'agent_view and assistant_view cannot be used together',
  ],
  [
    'five prompts',
    withFeatures({ agent_view: { suggested_prompts: Array(5).fill({ title: 'a', message: 'b' }) } }),
    'more than 4 suggested prompts',
  ],
] as const)('%s is refused with a sentence', (_, manifest, sentence) => {
  expect(problems(manifest)).toContain(sentence);
});
