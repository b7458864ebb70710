import type { Json, JsonObject } from './json.ts';
import { isObject, objectOf, objectsOf, textOf, textsOf } from './json.ts';

export type SlashCommand = {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  readonly shouldEscape: boolean;
};

type Shortcut = {
  readonly kind: 'global' | 'message';
  readonly name: string;
  readonly callbackId: string;
  readonly description: string;
};

/** What a manifest makes of an app: what it may do, what it is told, and what people see of it. */
export type AppSettings = {
  readonly name: string;
  readonly description: string;
  readonly botName: string;
  readonly scopes: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly commands: readonly SlashCommand[];
  readonly shortcuts: readonly Shortcut[];
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  readonly messagesReadOnly: boolean;
  readonly interactive: boolean;
  readonly agent: 'none' | 'agent_view' | 'assistant_view';
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
};

/** Commands that belong to Slack itself; an app's would never be called. */
export const reservedCommands: ReadonlySet<string> = new Set(
  (
    'active add all apps archive away call collapse dm dnd expand feed feedback huddle invite invite_people join keys ' +
    'kick leave list me msg mute open part prefs remind remove rename search shortcuts shrug star status todo topic ' +
    'unarchive who'
  )
    .split(' ')
    .map((name) => `/${name}`),
);

const commandsOf = (features: JsonObject): readonly SlashCommand[] =>
  objectsOf(features['slash_commands']).map((command) => ({
    command: textOf(command['command']) ?? '',
    description: textOf(command['description']) ?? '',
    usageHint: textOf(command['usage_hint']) ?? '',
    shouldEscape: command['should_escape'] === true,
  }));

const shortcutsOf = (features: JsonObject): readonly Shortcut[] =>
  objectsOf(features['shortcuts']).map((shortcut) => ({
    kind: shortcut['type'] === 'message' ? 'message' : 'global',
    name: textOf(shortcut['name']) ?? '',
    callbackId: textOf(shortcut['callback_id']) ?? '',
    description: textOf(shortcut['description']) ?? '',
  }));

const agentOf = (features: JsonObject): AppSettings['agent'] => {
  if (isObject(features['agent_view'])) return 'agent_view';
  return isObject(features['assistant_view']) ? 'assistant_view' : 'none';
};

const settingsOf = (manifest: JsonObject): AppSettings => {
  const display = objectOf(manifest['display_information']);
  const features = objectOf(manifest['features']);
  const home = objectOf(features['app_home']);
  const settings = objectOf(manifest['settings']);
  const scopes = objectOf(objectOf(manifest['oauth_config'])['scopes']);
  const agent = agentOf(features);
  const name = textOf(display['name']) ?? '';
  return {
    name,
    description: textOf(display['description']) ?? '',
    botName: textOf(objectOf(features['bot_user'])['display_name']) ?? name,
    scopes: new Set([...textsOf(scopes['bot']), ...textsOf(scopes['bot_optional'])]),
    events: new Set(textsOf(objectOf(settings['event_subscriptions'])['bot_events'])),
    commands: commandsOf(features),
    shortcuts: shortcutsOf(features),
    homeTab: home['home_tab_enabled'] === true,
    messagesTab: home['messages_tab_enabled'] !== false,
    messagesReadOnly: home['messages_tab_read_only_enabled'] === true,
    interactive: objectOf(settings['interactivity'])['is_enabled'] === true,
    agent,
    prompts: agent === 'none' ? [] : promptsOf(objectOf(features[agent])),
  };
};

const promptsOf = (view: JsonObject): AppSettings['prompts'] =>
  objectsOf(view['suggested_prompts']).map((prompt) => ({
    title: textOf(prompt['title']) ?? '',
    message: textOf(prompt['message']) ?? '',
  }));

/** What Slack would refuse, as sentences. Limits: the manifest reference of docs.slack.dev. */
const problemsOf = (settings: AppSettings, manifest: JsonObject): readonly string[] => {
  const { commands, shortcuts } = settings;
  const names = commands.map((command) => command.command);
  const features = objectOf(manifest['features']);
  const checks: readonly (readonly [boolean, string])[] = [
    [settings.name === '', 'display_information.name is missing'],
    [settings.name.length > 35, 'display_information.name is longer than 35 characters'],
    [settings.description.length > 140, 'display_information.description is longer than 140 characters'],
    [!isObject(features['bot_user']), 'features.bot_user is missing, so the app has no bot'],
    [commands.length > 50, 'more than 50 slash commands'],
    [new Set(names).size < names.length, 'two slash commands have the same name'],
    [shortcuts.length > 10, 'more than 10 shortcuts'],
    [settings.events.size > 100, 'more than 100 event subscriptions'],
    [settings.prompts.length > 4 && settings.agent === 'agent_view', 'more than 4 suggested prompts'],
    [
      isObject(features['agent_view']) && isObject(features['assistant_view']),
      'agent_view and assistant_view cannot be used together',
    ],
    ...names.map(
      (name) =>
        [
          !/^\/[a-z0-9][a-z0-9_-]{0,30}$/.test(name),
          `the slash command "${name}" needs a leading / and at most 32 small letters, digits, - and _`,
        ] as const,
    ),
    ...names.map((name) => [reservedCommands.has(name), `${name} is one of Slack's own commands`] as const),
    ...shortcuts.map(
      (shortcut) =>
        [
          shortcut.callbackId === '' || shortcut.callbackId.length > 255,
          `the shortcut "${shortcut.name}" needs a callback_id of at most 255 characters`,
        ] as const,
    ),
  ];
  return checks.filter(([wrong]) => wrong).map(([, sentence]) => sentence);
};

export type ManifestReading =
  | { readonly kind: 'read'; readonly settings: AppSettings }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Reads an app manifest (Slack's JSON form), or says in sentences what is wrong with it. */
export const readManifest = (manifest: Json): ManifestReading => {
  if (!isObject(manifest)) return { kind: 'refused', problems: ['the manifest is not a JSON object'] };
  const settings = settingsOf(manifest);
  const problems = problemsOf(settings, manifest);
  return problems.length === 0 ? { kind: 'read', settings } : { kind: 'refused', problems };
};
