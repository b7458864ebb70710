import type { Envelope, Receipt } from '../app/envelope.ts';
import { answerWith } from '../app/responses.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { SlashCommand } from '../manifest.ts';
import { reservedCommands } from '../manifest.ts';
import type { Slack } from '../slack.ts';
import { slackbotId } from '../team/slackbot.ts';
import type { Channel, Person } from '../team/types.ts';
import type { ActResult } from './act.ts';
import { done } from './act.ts';
import { escapeNames } from './compose.ts';

type Typed = { readonly channel: Channel; readonly typed: string; readonly threadTs: string | null };

/** Slackbot says something to one person only. */
const slackbotSays = (
  slack: Slack,
  me: Person,
  channel: string,
  threadTs: string | null,
  text: string,
): void => {
  slack.team.post({ channel, user: slackbotId, text, threadTs, only: me.id });
};

const channelName = (channel: Channel): string => {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'public'
    ? channel.name
    : channel.kind === 'private'
      ? 'privategroup'
      : channel.name;
};

/** Why the app did not take it, as Slack says it. */
export const failureWord = (receipt: Exclude<Receipt, { readonly kind: 'acknowledged' }>): string =>
  receipt.kind === 'timed_out' ? 'operation_timeout' : 'dispatch_failed';

const explain = (receipt: Exclude<Receipt, { readonly kind: 'acknowledged' }>): string => {
  switch (receipt.kind) {
    case 'timed_out':
      return 'The app did not acknowledge within 3 seconds.';
    case 'failed':
      return `The app answered with HTTP ${receipt.status}.`;
    case 'unreachable':
      return 'The app is not connected.';
    default:
      return receipt satisfies never;
  }
};

const envelopeFor = (
  slack: Slack,
  me: Person,
  command: SlashCommand,
  words: string,
  typed: Typed,
): Envelope => {
  const { team } = slack;
  const payload: JsonObject = {
    token: slack.secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: typed.channel.id,
    channel_name: channelName(typed.channel),
    user_id: me.id,
    user_name: me.name,
    command: command.command,
    text: command.shouldEscape ? escapeNames(team, me.id, words) : words,
    api_app_id: team.appId,
    is_enterprise_install: 'false',
    response_url: slack.responses.issue({
      channel: typed.channel.id,
      person: me.id,
      origin: null,
      threadTs: null,
    }),
    trigger_id: slack.triggers.issue({ person: me.id, viewId: null }),
  };
  return { kind: 'slash_commands', payload, subjects: [command.command] };
};

/** Shows the person what they typed, as Slack does when the app answers in the channel. */
const showInChannel = (slack: Slack, me: Person, channel: Channel, typed: string): void => {
  slack.team.post({ channel: channel.id, user: me.id, text: escapeNames(slack.team, me.id, typed) });
};

/** Sends a slash command to the app and shows what its acknowledgement says. */
export const runCommand = async (slack: Slack, me: Person, typed: Typed): Promise<ActResult> => {
  const [name = '', ...rest] = typed.typed.split(/(?<=^\S+)\s/);
  const command = slack.settings.commands.find((one) => one.command === name.toLowerCase());
  const say = (text: string): void => slackbotSays(slack, me, typed.channel.id, typed.threadTs, text);
  if (typed.threadTs !== null) say(`${name} is not supported in threads. Sorry!`);
  else if (command === undefined)
    say(
      reservedCommands.has(name)
        ? `${name} is one of Slack's own commands; this local workspace does not have it.`
        : `${name} is not a valid command. In Slack, all messages that start with the "/" symbol are interpreted as commands.`,
    );
  else if (!slack.settings.scopes.has('commands')) say(`${name} failed: the app lacks the scope "commands".`);
  else {
    const words = rest.join('').trim();
    const receipt = await slack.delivery.ask(envelopeFor(slack, me, command, words, typed));
    if (receipt.kind !== 'acknowledged')
      say(`${name} failed with the error "${failureWord(receipt)}". ${explain(receipt)}`);
    else takeAnswer(slack, me, typed, receipt.payload);
  }
  return done();
};

const takeAnswer = (
  slack: Slack,
  me: Person,
  typed: Typed,
  payload: Receipt extends never ? never : unknown,
): void => {
  const body = typeof payload === 'string' && payload.trim() !== '' ? { text: payload } : payload;
  if (!isObject(body as JsonObject)) return;
  const answer = body as JsonObject;
  if (answer['response_type'] === 'in_channel') showInChannel(slack, me, typed.channel, typed.typed);
  const nothing = ['text', 'blocks', 'attachments'].every((name) => answer[name] === undefined);
  if (nothing) return;
  const target = { channel: typed.channel.id, person: me.id, origin: null, threadTs: null };
  const { error } = answerWith(slack.team, target, answer);
  if (error !== null)
    slackbotSays(slack, me, typed.channel.id, null, `The app's answer was refused: ${error}.`);
};
