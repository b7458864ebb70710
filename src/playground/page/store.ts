import type { Push, ShownApp, ShownChannel, ShownMessage, ShownPerson, Snapshot } from '../protocol.ts';

/** What the middle of the page shows. */
export type Place =
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'app'; readonly tab: 'home' | 'messages' | 'about' }
  | { readonly kind: 'start' }
  | { readonly kind: 'search'; readonly text: string };

type Thread = { readonly channel: string; readonly ts: string };

/** Parts of the page that listen for changes. */
export type Topic = 'frame' | 'sidebar' | 'place' | 'thread' | 'status' | 'views' | 'home' | 'prompts';

/** Everything the page knows. One object, changed in place; who draws something listens to its topic. */
export type Store = {
  snapshot: Snapshot;
  readonly people: Map<string, ShownPerson>;
  channels: readonly ShownChannel[];
  place: Place;
  thread: Thread | null;
  /** What was filled in but not sent: by message or view, block and element. */
  readonly filled: Map<string, Record<string, Record<string, unknown>>>;
  /** Texts typed and not yet sent, by conversation or thread. */
  readonly drafts: Map<string, string>;
  readonly statuses: Map<string, Snapshot['statuses'][number]>;
  readonly sessions: Map<string, Snapshot['sessions'][number]>;
};

export const store: Store = {
  snapshot: undefined as unknown as Snapshot,
  people: new Map(),
  channels: [],
  place: { kind: 'start' },
  thread: null,
  filled: new Map(),
  drafts: new Map(),
  statuses: new Map(),
  sessions: new Map(),
};

const listeners = new Map<Topic, Set<() => void>>();

export const listen = (topic: Topic, listener: () => void): void => {
  listeners.getOrInsertComputed(topic, () => new Set()).add(listener);
};

export const changed = (...topics: readonly Topic[]): void => {
  for (const topic of topics) for (const listener of listeners.get(topic) ?? []) listener();
};

/** What arrives from the server is offered to those who draw messages. */
type MessageListener = (push: Push) => void;
const messageListeners = new Set<MessageListener>();
export const listenToPushes = (listener: MessageListener): (() => void) => {
  messageListeners.add(listener);
  return () => messageListeners.delete(listener);
};
export const pushed = (push: Push): void => {
  for (const listener of messageListeners) listener(push);
};

export const me = (): ShownPerson => personOf(store.snapshot.me);
export const app = (): ShownApp => store.snapshot.app;

const nobody: ShownPerson = {
  id: '',
  name: 'somebody',
  realName: 'Somebody',
  title: '',
  department: null,
  departmentLabel: '',
  kind: 'member',
  zone: 'UTC',
};

export const personOf = (id: string): ShownPerson => store.people.get(id) ?? { ...nobody, id };

export const channelOf = (id: string): ShownChannel | undefined =>
  store.channels.find((one) => one.id === id);

/** The conversation that is open, whether as a channel or as the app's messages. */
export const openChannelId = (): string | null => {
  if (store.place.kind === 'channel') return store.place.id;
  return store.place.kind === 'app' && store.place.tab === 'messages' ? app().channel : null;
};

/** How a conversation is called: a channel's name, or the people one writes with. */
export const channelTitle = (channel: ShownChannel): string => {
  if (channel.kind === 'public' || channel.kind === 'private') return channel.name;
  const others = channel.members.filter((id) => id !== store.snapshot.me);
  return others.map((id) => personOf(id).realName).join(', ') || 'You';
};

export const keyOfMessage = (message: Pick<ShownMessage, 'channel' | 'ts'>): string =>
  `${message.channel}/${message.ts}`;

/** Remembers what somebody filled in, until it is sent. */
export const fill = (container: string, blockId: string, actionId: string, value: unknown): void => {
  const blocks = store.filled.getOrInsertComputed(container, () => ({}));
  blocks[blockId] = { ...blocks[blockId], [actionId]: value };
};
