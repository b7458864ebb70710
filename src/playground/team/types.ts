import type { Department } from '../../lib/departments.ts';
import type { JsonObject } from '../json.ts';

export type PersonKind = 'member' | 'guest' | 'external' | 'bot';

export type Person = {
  readonly id: string;
  /** Handle without the @. */
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly email: string;
  readonly department: Department | null;
  readonly kind: PersonKind;
  readonly admin: boolean;
  readonly deactivated: boolean;
  /** The workspace this person belongs to: another one's for people of a Slack Connect channel. */
  readonly teamId: string;
  /** IANA zone and IETF locale. */
  readonly zone: string;
  readonly locale: string;
};

export type UserGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly members: readonly string[];
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: readonly string[];
  readonly topic: string;
  readonly purpose: string;
  readonly creator: string;
  /** Unix seconds. */
  readonly created: number;
  readonly archived: boolean;
  /** Ids of other workspaces it is shared with. */
  readonly sharedWith: readonly string[];
};

export type Reaction = { readonly name: string; readonly users: readonly string[] };

export type Message = {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  /** Set when an app posted it. */
  readonly botId: string | null;
  readonly subtype: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  /** The parent's ts on a reply. */
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  readonly edited: { readonly user: string; readonly ts: string } | null;
  readonly reactions: readonly Reaction[];
  readonly files: readonly string[];
  readonly metadata: JsonObject | null;
  readonly clientMsgId: string | null;
  /** Name and icon that replace the app's own for this message. */
  readonly username: string | null;
  readonly icon: string | null;
  readonly streaming: boolean;
  /** The only person who sees it. */
  readonly only: string | null;
};

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string;
  readonly mimeType: string;
  readonly user: string;
  readonly created: number;
  readonly size: number;
  /** Base64. */
  readonly content: string;
  readonly channels: readonly string[];
};

export type View = {
  readonly id: string;
  readonly kind: 'modal' | 'home';
  readonly person: string;
  readonly hash: string;
  /** What the app sent, with block ids filled in. */
  readonly view: JsonObject;
  readonly rootId: string;
  readonly previousId: string | null;
};

export type Scheduled = {
  readonly id: string;
  readonly postAt: number;
  readonly created: number;
  readonly draft: Draft;
};

/** What a new message says; everything else is filled in when it is posted. */
export type Draft = Pick<Message, 'channel' | 'user'> & Partial<Omit<Message, 'channel' | 'user' | 'ts'>>;
