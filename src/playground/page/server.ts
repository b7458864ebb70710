import type { Push, ShownChannel, ShownMessage, Snapshot } from '../protocol.ts';
import type { Topic } from './store.ts';
import { changed, channelOf, pushed, store } from './store.ts';

/** What the server answers to something the person did. */
export type Outcome = { readonly ok: boolean; readonly problem?: string } & Readonly<Record<string, unknown>>;

const offline: Outcome = { ok: false, problem: 'The local workspace does not answer. Is it still running?' };

/** Tells the server what the person does. Never throws: a server that is gone is an outcome, too. */
export const act = async (name: string, given: Readonly<Record<string, unknown>> = {}): Promise<Outcome> => {
  try {
    const response = await fetch('/workspace/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: store.snapshot?.me, ...given, act: name }),
    });
    return (await response.json()) as Outcome;
  } catch {
    return offline;
  }
};

/** Sends a file; its id comes back. */
export const upload = async (file: File): Promise<Outcome> => {
  const query = new URLSearchParams({ as: store.snapshot.me, name: file.name });
  try {
    const response = await fetch(`/workspace/upload?${query}`, { method: 'POST', body: file });
    return (await response.json()) as Outcome;
  } catch {
    return offline;
  }
};

export const fileUrl = (id: string, name: string): string =>
  `/workspace/files/${id}/${encodeURIComponent(name)}?as=${store.snapshot.me}`;

/** Takes over everything the page starts with, for one person. */
export const takeSnapshot = (snapshot: Snapshot): void => {
  store.snapshot = snapshot;
  store.channels = snapshot.channels;
  store.people.clear();
  for (const person of snapshot.people) store.people.set(person.id, person);
  store.statuses.clear();
  for (const status of snapshot.statuses) store.statuses.set(`${status.channel}/${status.threadTs}`, status);
  store.sessions.clear();
  for (const session of snapshot.sessions)
    store.sessions.set(`${session.channel}/${session.threadTs}`, session);
};

/** Asks who and what there is, as this person; the server chooses somebody where it does not know them. */
export const loadSnapshot = async (person: string): Promise<Snapshot | null> => {
  const outcome = await act('start', { as: person });
  return outcome.ok ? (outcome['snapshot'] as Snapshot) : null;
};

/** Takes over what the server tells; returns the parts of the page that look different now. */
const apply = (push: Push): readonly Topic[] => {
  switch (push.kind) {
    case 'channels':
      store.channels = push.channels;
      return ['sidebar', 'frame'];
    case 'connected':
      store.snapshot = { ...store.snapshot, connected: push.connected };
      return ['frame', 'sidebar'];
    case 'views':
      store.snapshot = { ...store.snapshot, views: push.views };
      return ['views'];
    case 'home':
      store.snapshot = { ...store.snapshot, home: push.home };
      return ['home'];
    case 'prompts':
      store.snapshot = { ...store.snapshot, prompts: push.prompts };
      return ['prompts'];
    case 'status':
      store.statuses.set(`${push.status.channel}/${push.status.threadTs}`, push.status);
      return ['status'];
    case 'session':
      store.sessions.set(`${push.session.channel}/${push.session.threadTs}`, push.session);
      return ['status'];
    case 'read':
      changeChannel(push.channel, { unread: 0, mentions: 0, lastRead: push.ts });
      return ['sidebar'];
    case 'message':
      pushed(push);
      return push.fresh && countUnread(push.message) ? ['sidebar'] : [];
    case 'gone':
    case 'title':
      pushed(push);
      return [];
    case 'reset':
      location.reload();
      return [];
    default:
      return push satisfies never;
  }
};

const changeChannel = (id: string, fields: Partial<ShownChannel>): void => {
  store.channels = store.channels.map((channel) => (channel.id === id ? { ...channel, ...fields } : channel));
};

/** A new message of somebody else makes its conversation stand out until it is read. */
const countUnread = (message: ShownMessage): boolean => {
  const channel = channelOf(message.channel);
  const reply = message.threadTs !== null && !message.broadcast;
  if (channel === undefined || !channel.joined || message.user === store.snapshot.me || reply || message.only)
    return false;
  const called =
    channel.kind === 'im' ||
    message.text.includes(`<@${store.snapshot.me}>`) ||
    /<!(here|channel|everyone)/.test(message.text);
  changeChannel(channel.id, { unread: channel.unread + 1, mentions: channel.mentions + (called ? 1 : 0) });
  return true;
};

let tries = 0;

/**
 * Keeps a connection to the server and comes back after it was lost; `afterGap` then asks for everything anew.
 * Resolves when the first connection is open.
 */
export const goLive = (afterGap: () => void): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const protocol = location.protocol === 'https:' ? 'wss' : 'ws';
  const fresh = new WebSocket(`${protocol}://${location.host}/workspace/live?as=${store.snapshot.me}`);
  fresh.addEventListener('open', () => {
    if (tries > 0) afterGap();
    tries = 0;
    resolve();
  });
  fresh.addEventListener('message', (event: MessageEvent<string>) => {
    const pushes = JSON.parse(event.data) as readonly Push[];
    changed(...new Set(pushes.flatMap(apply)));
  });
  fresh.addEventListener('close', () => {
    tries += 1;
    setTimeout(() => void goLive(afterGap).then(resolve), Math.min(500 * tries, 5000));
  });
  return promise;
};
