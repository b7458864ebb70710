import type { Entry, Journal } from './journal.ts';
import { asRow, fromRow } from './table.ts';
import type { Message } from './types.ts';

const name = 'messages';
const trimmedTogether = 500;

/** Every conversation's messages, oldest first; the oldest go when a conversation holds more than it may. */
export type Messages = {
  readonly get: (channel: string, ts: string) => Message | undefined;
  readonly put: (message: Message) => Message;
  readonly drop: (message: Message) => void;
  /** All messages of a conversation with their replies, oldest first. */
  readonly inChannel: (channel: string) => readonly Message[];
  /** The replies to a message, oldest first. */
  readonly replies: (channel: string, threadTs: string) => readonly Message[];
  /** The ts that a client's own id led to, even where the message is gone. */
  readonly tsOfClientId: (channel: string, clientMsgId: string) => string | undefined;
  readonly clear: () => void;
  readonly entries: () => Iterable<Entry>;
  /** Ts of the newest message of all. */
  readonly newest: () => string;
};

export const createMessages = (journal: Journal, mostPerChannel: number): Messages => {
  const channels = new Map<string, Map<string, Message>>();
  const threads = new Map<string, Set<string>>();
  const clientIds = new Map<string, string>();
  let newest = '0.000000';

  const keyOf = (channel: string, ts: string): string => `${channel}/${ts}`;

  const index = (message: Message): Map<string, Message> => {
    const timeline = channels.getOrInsertComputed(message.channel, () => new Map());
    timeline.set(message.ts, message);
    if (message.threadTs !== null)
      threads.getOrInsertComputed(keyOf(message.channel, message.threadTs), () => new Set()).add(message.ts);
    if (message.clientMsgId !== null) clientIds.set(keyOf(message.channel, message.clientMsgId), message.ts);
    return timeline;
  };

  const forget = (message: Message): void => {
    channels.get(message.channel)?.delete(message.ts);
    if (message.threadTs !== null) threads.get(keyOf(message.channel, message.threadTs))?.delete(message.ts);
    threads.delete(keyOf(message.channel, message.ts));
  };

  /** Lets the oldest go, many at a time: looking for the first of a map costs more the more was taken from its front. */
  const trim = (timeline: Map<string, Message>): void => {
    if (timeline.size < mostPerChannel + trimmedTogether) return;
    for (const oldest of timeline.values().take(trimmedTogether)) {
      forget(oldest);
      journal.record(name, keyOf(oldest.channel, oldest.ts), null);
    }
    for (const oldest of clientIds.keys().take(Math.max(0, clientIds.size - mostPerChannel)))
      clientIds.delete(oldest);
  };

  for (const entry of journal.take(name)) {
    if (entry.row === null) continue;
    const message = fromRow<Message>(entry.row);
    index({ ...message, streaming: false });
    if (message.ts > newest) newest = message.ts;
  }

  return {
    get: (channel, ts) => channels.get(channel)?.get(ts),
    put: (message) => {
      const timeline = index(message);
      if (message.ts > newest) newest = message.ts;
      journal.record(name, keyOf(message.channel, message.ts), asRow(message));
      trim(timeline);
      return message;
    },
    drop: (message) => {
      forget(message);
      journal.record(name, keyOf(message.channel, message.ts), null);
    },
    inChannel: (channel) => [...(channels.get(channel)?.values() ?? [])],
    replies: (channel, threadTs) => {
      const timeline = channels.get(channel);
      return [...(threads.get(keyOf(channel, threadTs)) ?? [])]
        .map((ts) => timeline?.get(ts))
        .filter((message) => message !== undefined);
    },
    tsOfClientId: (channel, clientMsgId) => clientIds.get(keyOf(channel, clientMsgId)),
    clear: () => {
      for (const map of [channels, threads, clientIds]) map.clear();
    },
    entries: function* () {
      for (const timeline of channels.values())
        for (const message of timeline.values())
          yield { table: name, key: keyOf(message.channel, message.ts), row: asRow(message) };
    },
    newest: () => newest,
  };
};
