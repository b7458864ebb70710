import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { Push, ShownChannel } from '../protocol.ts';
import { canSee } from '../team/conversations.ts';
import type { Happening } from '../team/happenings.ts';
import type { Team } from '../team/team.ts';
import type { Message } from '../team/types.ts';
import { shownChannel, shownMessage, shownView, shownViews } from './shown.ts';

/** Tells every open page what its person may see of what happens. */
export type Live = {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, person: string) => void;
  readonly tellAll: (push: Push) => void;
  readonly close: () => void;
};

/** What is to be told, and to whom. */
type News = {
  readonly to: (person: string) => boolean;
  readonly pushes: (person: string) => readonly Push[];
};

/** Pushes of one moment go out together. */
const gatherMs = 15;

export const channelsFor = (team: Team, person: string): readonly ShownChannel[] =>
  team.channels
    .all()
    .filter((channel) => canSee(team, channel, person))
    .map((channel) => shownChannel(team, channel, person));

/** A message, and with a reply also its parent, whose count has changed. */
const messagePushes = (team: Team, message: Message, fresh: boolean): readonly Push[] => {
  const parent = message.threadTs === null ? undefined : team.messages.get(message.channel, message.threadTs);
  return [
    { kind: 'message', message: shownMessage(team, message), fresh },
    ...(parent === undefined
      ? []
      : [{ kind: 'message', message: shownMessage(team, parent), fresh: false } as const]),
  ];
};

const everybody = (): boolean => true;
const only =
  (person: string | null) =>
  (other: string): boolean =>
    other === person;

const newsOf = (team: Team, happening: Happening): News | null => {
  const inChannel = (id: string, pushes: readonly Push[]): News => {
    const channel = team.channels.get(id);
    return { to: (person) => channel !== undefined && canSee(team, channel, person), pushes: () => pushes };
  };
  switch (happening.kind) {
    case 'posted':
    case 'edited':
      return inChannel(
        happening.message.channel,
        messagePushes(team, happening.message, happening.kind === 'posted'),
      );
    case 'deleted': {
      const { channel, ts, threadTs } = happening.previous;
      const parent = threadTs === null ? undefined : team.messages.get(channel, threadTs);
      const more = parent === undefined ? [] : messagePushes(team, parent, false);
      return inChannel(channel, [{ kind: 'gone', channel, ts }, ...more]);
    }
    case 'whispered': {
      const { message, gone } = happening;
      const push: Push = gone
        ? { kind: 'gone', channel: message.channel, ts: message.ts }
        : { kind: 'message', message: shownMessage(team, message), fresh: true };
      return { to: only(message.only), pushes: () => [push] };
    }
    case 'member':
    case 'channel':
      return {
        to: everybody,
        pushes: (person) => [{ kind: 'channels', channels: channelsFor(team, person) }],
      };
    case 'status':
      return inChannel(happening.status.channel, [happening]);
    case 'prompts':
      return inChannel(happening.prompts.channel, [happening]);
    case 'title':
      return inChannel(happening.channel, [happening]);
    case 'session':
      return inChannel(happening.session.channel, [happening]);
    case 'views':
      return {
        to: only(happening.person),
        pushes: (person) => [{ kind: 'views', views: shownViews(team, person) }],
      };
    case 'home': {
      const home = team.homes.get(happening.person);
      const push: Push = { kind: 'home', home: home === undefined ? null : shownView(home) };
      return { to: only(happening.person), pushes: () => [push] };
    }
    case 'read': {
      const ts = team.reads.get(`${happening.person}/${happening.channel}`)?.ts ?? '';
      const push: Push = { kind: 'read', channel: happening.channel, ts };
      return { to: only(happening.person), pushes: () => [push] };
    }
    case 'reset':
      return { to: everybody, pushes: () => [{ kind: 'reset' }] };
    case 'reacted':
    case 'file':
    case 'home_opened':
      return null;
    default:
      return happening satisfies never;
  }
};

export const createLive = (team: Team): Live => {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 });
  const pages = new Map<WebSocket, { readonly person: string; readonly waiting: Push[] }>();

  const flush = (socket: WebSocket): void => {
    const page = pages.get(socket);
    if (page !== undefined) socket.send(JSON.stringify(page.waiting.splice(0)));
  };
  const tell = (news: News): void => {
    for (const [socket, page] of pages) {
      if (!news.to(page.person)) continue;
      if (page.waiting.length === 0) setTimeout(flush, gatherMs, socket).unref();
      page.waiting.push(...news.pushes(page.person));
    }
  };
  const stop = team.listen((happening) => {
    const news = pages.size === 0 ? null : newsOf(team, happening);
    if (news !== null) tell(news);
  });

  return {
    upgrade: (request, socket, head, person) =>
      server.handleUpgrade(request, socket, head, (page) => {
        pages.set(page, { person, waiting: [] });
        page.on('close', () => pages.delete(page));
        page.on('error', () => pages.delete(page));
      }),
    tellAll: (push) => tell({ to: everybody, pushes: () => [push] }),
    close: () => {
      stop();
      for (const page of pages.keys()) page.terminate();
      server.close();
    },
  };
};
