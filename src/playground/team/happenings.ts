import type { JsonObject } from '../json.ts';
import type { Channel, Message, StoredFile } from './types.ts';

/**
 * Something that happened in the workspace. Two parties listen: the app (as far as it subscribed and may see it)
 * and the browser pages of the people concerned.
 */
export type Happening =
  | { readonly kind: 'posted'; readonly message: Message }
  | { readonly kind: 'edited'; readonly message: Message; readonly previous: Message }
  | { readonly kind: 'deleted'; readonly previous: Message; readonly at: string }
  | { readonly kind: 'whispered'; readonly message: Message; readonly gone: boolean }
  | {
      readonly kind: 'reacted';
      readonly message: Message;
      readonly name: string;
      readonly user: string;
      readonly added: boolean;
    }
  | {
      readonly kind: 'member';
      readonly channel: Channel;
      readonly user: string;
      readonly inviter: string | null;
      readonly joined: boolean;
    }
  | {
      readonly kind: 'channel';
      readonly channel: Channel;
      readonly change: ChannelChange;
      readonly user: string;
    }
  | { readonly kind: 'file'; readonly file: StoredFile; readonly channel: string }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'prompts'; readonly prompts: Prompts }
  | { readonly kind: 'title'; readonly channel: string; readonly threadTs: string; readonly title: string }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'views'; readonly person: string }
  | { readonly kind: 'home'; readonly person: string }
  | { readonly kind: 'home_opened'; readonly person: string; readonly tab: 'home' | 'messages' }
  | { readonly kind: 'read'; readonly person: string; readonly channel: string }
  | { readonly kind: 'reset' };

type ChannelChange = 'created' | 'renamed' | 'archived' | 'unarchived' | 'topic' | 'purpose';

/** The line "Crosswalk is thinking…" under a thread. An empty text takes it away. */
export type Status = {
  readonly channel: string;
  readonly threadTs: string;
  readonly text: string;
  readonly loading: readonly string[];
};

export type Prompts = {
  readonly channel: string;
  readonly threadTs: string | null;
  readonly title: string;
  readonly prompts: readonly JsonObject[];
};

/** What an agent is doing in a thread; `processing` gives people a Stop button. */
export type Session = {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: 'active' | 'processing' | 'suspended' | 'closed';
  readonly title: string;
};
