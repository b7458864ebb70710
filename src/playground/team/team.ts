import type { Logger } from '../../lib/log.ts';
import type { Content } from '../content.ts';
import { createTimestamps } from '../ids.ts';
import type { Rules } from '../rules.ts';
import type { Happening } from './happenings.ts';
import type { Journal } from './journal.ts';
import { openJournal } from './journal.ts';
import type { Messages } from './messages.ts';
import { createMessages } from './messages.ts';
import { slackbot } from './slackbot.ts';
import type { Table } from './table.ts';
import { createTable } from './table.ts';
import type { Channel, Draft, Message, Person, Scheduled, StoredFile, UserGroup, View } from './types.ts';
import type { Whispers } from './whispers.ts';
import { createWhispers } from './whispers.ts';

/** The workspace's memory: who and what there is, and what was said. Changing it tells the listeners. */
export type Team = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly bot: Person;
  readonly botId: string;
  readonly appId: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly groups: ReadonlyMap<string, UserGroup>;
  readonly channels: Table<Channel>;
  readonly messages: Messages;
  readonly whispers: Whispers;
  readonly files: Table<StoredFile>;
  /** How far a person has read a conversation, by `person/channel`. */
  readonly reads: Table<{ readonly ts: string }>;
  /** The published App Home of each person. */
  readonly homes: Table<View>;
  readonly scheduled: Table<Scheduled>;
  /** Open modals by id; they do not survive a restart, as a page does not. */
  readonly views: Map<string, View>;
  readonly rules: Rules;
  readonly nowMs: () => number;
  /** Where this server is reached, without a slash at the end. */
  readonly address: () => string;
  readonly nextTs: () => string;
  readonly listen: (listener: (happening: Happening) => void) => () => void;
  readonly happened: (happening: Happening) => void;
  readonly post: (draft: Draft) => Message;
  readonly edit: (message: Message, changes: Partial<Message>) => Message;
  readonly remove: (message: Message) => void;
  /** Forgets everything that was said and done, back to the content it started with. */
  readonly reset: () => void;
  readonly close: () => void;
};

const emptyMessage: Omit<Message, 'channel' | 'user' | 'ts'> = {
  botId: null,
  subtype: null,
  text: '',
  blocks: [],
  attachments: [],
  threadTs: null,
  broadcast: false,
  edited: null,
  reactions: [],
  files: [],
  metadata: null,
  clientMsgId: null,
  username: null,
  icon: null,
  streaming: false,
  only: null,
};

/** Bytes after which the journal is written anew with what still counts. */
const journalBytes = 64 * 1024 * 1024;

export const createTeam = (options: {
  readonly content: Content;
  readonly bot: Person;
  readonly botId: string;
  readonly appId: string;
  readonly journalFile: string | null;
  readonly rules: Rules;
  readonly nowMs: () => number;
  readonly address: () => string;
  readonly log: Logger;
}): Team => {
  const { content, rules } = options;
  const journal: Journal = openJournal(options.journalFile, options.log);
  const timestamps = createTimestamps();
  const listeners = new Set<(happening: Happening) => void>();
  const tables = {
    channels: createTable<Channel>('channels', journal),
    files: createTable<StoredFile>('files', journal),
    reads: createTable<{ readonly ts: string }>('reads', journal),
    homes: createTable<View>('homes', journal),
    scheduled: createTable<Scheduled>('scheduled', journal),
  };
  const messages = createMessages(journal, rules.messagesPerChannel);
  const whispers = createWhispers(rules.whispersPerPerson);
  const views = new Map<string, View>();
  const everybody = [...content.people, options.bot, slackbot(content.team.id)];
  const people = new Map(everybody.map((person) => [person.id, person]));
  timestamps.after(messages.newest());

  const rewrite = (): void =>
    journal.rewrite(
      (function* () {
        for (const table of Object.values(tables)) yield* table.entries();
        yield* messages.entries();
      })(),
    );
  const furnish = (): void => {
    for (const channel of content.channels)
      if (tables.channels.get(channel.id) === undefined) tables.channels.put(channel.id, channel);
  };
  furnish();
  rewrite();

  const happened = (happening: Happening): void => {
    for (const listener of listeners) listener(happening);
  };
  const nextTs = (): string => timestamps.next(options.nowMs());

  /** A reply to a reply belongs to the thread's first message. */
  const rootOf = (draft: Draft): string | null => {
    const asked = draft.threadTs ?? null;
    return asked === null ? null : (messages.get(draft.channel, asked)?.threadTs ?? asked);
  };

  return {
    id: content.team.id,
    name: content.team.name,
    domain: content.team.domain,
    bot: options.bot,
    botId: options.botId,
    appId: options.appId,
    people,
    groups: new Map(content.groups.map((group) => [group.id, group])),
    ...tables,
    messages,
    whispers,
    views,
    rules,
    nowMs: options.nowMs,
    address: options.address,
    nextTs,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    happened,
    post: (draft) => {
      const threadTs = rootOf(draft);
      const broadcast = draft.broadcast === true && threadTs !== null;
      const subtype = broadcast ? 'thread_broadcast' : (draft.subtype ?? null);
      const message: Message = { ...emptyMessage, ...draft, threadTs, broadcast, subtype, ts: nextTs() };
      if (message.only === null) {
        messages.put(message);
        happened({ kind: 'posted', message });
      } else {
        whispers.put(message);
        happened({ kind: 'whispered', message, gone: false });
      }
      if (journal.grown() > journalBytes) rewrite();
      return message;
    },
    edit: (previous, changes) => {
      const message: Message = { ...previous, ...changes };
      if (message.only === null) {
        messages.put(message);
        happened({ kind: 'edited', message, previous });
      } else {
        whispers.put(message);
        happened({ kind: 'whispered', message, gone: false });
      }
      return message;
    },
    remove: (message) => {
      if (message.only === null) {
        messages.drop(message);
        happened({ kind: 'deleted', previous: message, at: nextTs() });
      } else {
        whispers.drop(message);
        happened({ kind: 'whispered', message, gone: true });
      }
    },
    reset: () => {
      for (const table of Object.values(tables)) table.clear();
      messages.clear();
      whispers.clear();
      views.clear();
      furnish();
      rewrite();
      happened({ kind: 'reset' });
    },
    close: () => journal.close(),
  };
};
