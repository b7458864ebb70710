import type { Message } from './types.ts';

/** Messages that only one person sees. Slack does not store them: they are gone after a restart, and never in the history. */
export type Whispers = {
  readonly to: (person: string, channel: string) => readonly Message[];
  readonly get: (channel: string, ts: string) => Message | undefined;
  readonly put: (message: Message) => void;
  readonly drop: (message: Message) => void;
  readonly clear: () => void;
};

export const createWhispers = (mostPerPerson: number): Whispers => {
  const perPerson = new Map<string, Map<string, Message>>();
  const keyOf = (message: Pick<Message, 'channel' | 'ts'>): string => `${message.channel}/${message.ts}`;
  return {
    to: (person, channel) =>
      [...(perPerson.get(person)?.values() ?? [])].filter((message) => message.channel === channel),
    get: (channel, ts) => {
      for (const kept of perPerson.values()) {
        const found = kept.get(keyOf({ channel, ts }));
        if (found !== undefined) return found;
      }
      return undefined;
    },
    put: (message) => {
      if (message.only === null) return;
      const kept = perPerson.getOrInsertComputed(message.only, () => new Map());
      kept.set(keyOf(message), message);
      const [oldest] = kept.keys();
      if (kept.size > mostPerPerson && oldest !== undefined) kept.delete(oldest);
    },
    drop: (message) => {
      if (message.only !== null) perPerson.get(message.only)?.delete(keyOf(message));
    },
    clear: () => perPerson.clear(),
  };
};
