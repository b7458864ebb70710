import { eventEnvelope } from '../app/events.ts';
import { isSubscribed } from '../app/subscriptions.ts';
import { textOf } from '../json.ts';
import type { ShownApp, Snapshot, Welcome } from '../protocol.ts';
import { channelsFor } from '../server/live.ts';
import { shownGroup, shownPerson, shownView, shownViews } from '../server/shown.ts';
import type { Slack } from '../slack.ts';
import { assistantRoot, assistantThread, openDirect } from '../team/conversations.ts';
import { slackbotId } from '../team/slackbot.ts';
import { asRow } from '../team/table.ts';
import type { Channel, Person } from '../team/types.ts';
import type { Act } from './act.ts';
import { cannot, done, visibleChannel } from './act.ts';

const appFor = (slack: Slack, me: Person): ShownApp => {
  const { settings, team } = slack;
  return {
    userId: team.bot.id,
    name: settings.name,
    description: settings.description,
    channel: openDirect(team, [team.bot.id, me.id]).id,
    homeTab: settings.homeTab,
    messagesTab: settings.messagesTab,
    readOnly: settings.messagesReadOnly,
    agent: settings.agent !== 'none',
    prompts: settings.prompts,
    commands: settings.commands,
    shortcuts: settings.shortcuts,
  };
};

/** Everything a page needs to start for a person. */
const snapshotFor = (slack: Slack, me: Person, welcome: Welcome | null, connected: boolean): Snapshot => {
  const { team, agent } = slack;
  const app = appFor(slack, me);
  const channels = channelsFor(team, me.id);
  const visible = new Set(channels.map((channel) => channel.id));
  const home = team.homes.get(me.id);
  return {
    team: { id: team.id, name: team.name },
    me: me.id,
    people: [...team.people.values()].filter((person) => !person.deactivated).map(shownPerson),
    groups: [...team.groups.values()].map(shownGroup),
    channels,
    app,
    connected,
    views: shownViews(team, me.id),
    home: home === undefined ? null : shownView(home),
    statuses: agent.allStatus().filter((status) => visible.has(status.channel)),
    sessions: agent.allSessions().filter((session) => visible.has(session.channel)),
    prompts: agent.prompts(app.channel) ?? null,
    welcome,
  };
};

/** The person opens the app's home or its messages; apps of the older kind hear that a conversation started. */
const openApp: Act = (slack, me, given) => {
  const { team, settings } = slack;
  const tab = given['tab'] === 'home' ? 'home' : 'messages';
  const channel = openDirect(team, [team.bot.id, me.id]);
  team.happened({ kind: 'home_opened', person: me.id, tab });
  if (settings.agent !== 'assistant_view' || tab === 'home') return done({ channel: channel.id });
  const threadTs = assistantThread(team, channel) ?? startAssistant(slack, me, channel);
  return done({ channel: channel.id, threadTs });
};

/** Everything said to an assistant of the older kind is said in a thread that begins like this. */
const startAssistant = (slack: Slack, me: Person, channel: Channel): string => {
  const root = slack.team.post({
    channel: channel.id,
    user: slack.team.bot.id,
    botId: slack.team.botId,
    subtype: assistantRoot,
    text: 'New Assistant Thread',
  });
  if (isSubscribed(slack.settings, 'assistant_thread_started', null)) {
    const body = {
      type: 'assistant_thread_started',
      assistant_thread: { user_id: me.id, context: {}, channel_id: channel.id, thread_ts: root.ts },
      event_ts: root.ts,
    };
    slack.delivery.tell(eventEnvelope(slack.team, slack.secrets.verificationToken, { body, channel: null }));
  }
  return root.ts;
};

/** The Stop button of an agent that is working or writing. */
const stopAgent: Act = (slack, me, given) => {
  const channel = visibleChannel(slack, me, given);
  const threadTs = textOf(given['threadTs']) ?? '';
  if (channel === null) return cannot('This conversation does not exist.');
  const streaming = slack.team.messages
    .replies(channel.id, threadTs)
    .filter((message) => message.streaming && message.botId === slack.team.botId);
  for (const message of streaming) {
    const key = `${channel.id}/${message.ts}`;
    const stream = slack.streams.get(key);
    if (stream !== undefined) slack.streams.set(key, { ...stream, stopped: true });
    slack.team.edit(message, { streaming: false });
  }
  const session = slack.agent.session(channel.id, threadTs);
  if (session !== undefined) slack.agent.setSession({ ...session, status: 'active' });
  if (isSubscribed(slack.settings, 'agent_session_stopped', null)) {
    const body = {
      type: 'agent_session_stopped',
      user: me.id,
      channel: channel.id,
      thread_ts: threadTs,
      streaming_message_ts: streaming.map((message) => message.ts),
      event_ts: slack.team.nextTs(),
    };
    slack.delivery.tell(eventEnvelope(slack.team, slack.secrets.verificationToken, { body, channel }));
  }
  return done({ stopped: streaming.length });
};

const reset: Act = (slack) => {
  slack.team.reset();
  return done();
};

/** People the page offers to be: everybody but the robots. */
export const isPlayable = (person: Person): boolean => person.kind !== 'bot' && person.id !== slackbotId;

export const startAct =
  (welcome: () => Welcome | null | Promise<Welcome | null>, connected: () => boolean): Act =>
  async (slack, me) =>
    done({ snapshot: asRow(snapshotFor(slack, me, await welcome(), connected())) });

export const workspaceActs: Readonly<Record<string, Act>> = { openApp, stopAgent, reset };
