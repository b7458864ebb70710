import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCommands } from '#src/slack/commands.ts';
import { manifestOf } from '#src/slack/manifest.ts';

/** Names that belong to Slack itself. */
const reserved = new Set(
  (
    '/active /add /all /apps /archive /away /call /collapse /dm /dnd /expand /feed /feedback /huddle /invite /join ' +
    '/keys /kick /leave /list /me /msg /mute /open /part /prefs /remind /remove /rename /search /shortcuts /shrug ' +
    '/star /status /todo /topic /unarchive /who'
  ).split(' '),
);

test('manifest.json is the one the commands give (npm run manifest)', async () => {
  const file = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8'));
  expect(file).toEqual(manifestOf(await loadCommands()));
});

test('every limit of the manifest is kept', async () => {
  const { display_information: about, features, settings } = manifestOf(await loadCommands());
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description.length).toBeLessThanOrEqual(140);
  expect(features.agent_view.agent_description.length).toBeLessThanOrEqual(300);
  expect(features.agent_view.suggested_prompts.length).toBeLessThanOrEqual(4);
  expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
  expect(settings.event_subscriptions.bot_events.length).toBeLessThanOrEqual(100);
  expect(features.slash_commands.length).toBeLessThanOrEqual(50);
  for (const { command, description, usage_hint } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z0-9][a-z0-9_-]{0,30}$/);
    expect(reserved).not.toContain(command);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(usage_hint.length).toBeLessThanOrEqual(1000);
  }
});
