import type { Department } from '../lib/departments.ts';
import type { JsonObject } from './json.ts';
import type { Prompts, Session, Status } from './team/happenings.ts';
import type { ChannelKind, PersonKind, Reaction } from './team/types.ts';

/** What the server and the browser page say to each other. Types only: both sides import them. */

export type ShownPerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly department: Department | null;
  readonly departmentLabel: string;
  readonly kind: PersonKind;
  readonly zone: string;
};

export type ShownGroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
};

export type ShownFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string;
  readonly mimeType: string;
  readonly size: number;
};

export type ShownMessage = {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly byApp: boolean;
  readonly subtype: string | null;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  readonly edited: boolean;
  readonly reactions: readonly Reaction[];
  readonly files: readonly ShownFile[];
  readonly username: string | null;
  readonly icon: string | null;
  readonly streaming: boolean;
  /** Only the reader sees it. */
  readonly only: boolean;
  readonly replies: {
    readonly count: number;
    readonly users: readonly string[];
    readonly latest: string;
  } | null;
};

export type ShownChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly topic: string;
  readonly members: readonly string[];
  readonly joined: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
  readonly unread: number;
  readonly mentions: number;
  /** Where the line "New" stands. */
  readonly lastRead: string;
};

export type ShownView = {
  readonly id: string;
  readonly view: JsonObject;
};

export type ShownApp = {
  readonly userId: string;
  readonly name: string;
  readonly description: string;
  readonly channel: string;
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  readonly readOnly: boolean;
  readonly agent: boolean;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
  readonly shortcuts: readonly {
    readonly kind: 'global' | 'message';
    readonly name: string;
    readonly callbackId: string;
    readonly description: string;
  }[];
};

/** The first-run page: what to ask, where the figures come from, what connecting the real thing takes. */
export type Welcome = {
  readonly title: string;
  readonly lead: string;
  readonly questions: Readonly<Partial<Record<Department, readonly string[]>>>;
  readonly data: readonly { readonly title: string; readonly text: string }[];
  readonly connections: readonly {
    readonly name: string;
    readonly connected: boolean;
    /** What works once it is connected. */
    readonly unlocks: string;
    /** What connecting it takes. */
    readonly how: string;
  }[];
};

export type Snapshot = {
  readonly team: { readonly id: string; readonly name: string };
  readonly me: string;
  readonly people: readonly ShownPerson[];
  readonly groups: readonly ShownGroup[];
  readonly channels: readonly ShownChannel[];
  readonly app: ShownApp;
  /** Whether the app is connected now. */
  readonly connected: boolean;
  readonly views: readonly ShownView[];
  readonly home: ShownView | null;
  readonly statuses: readonly Status[];
  readonly sessions: readonly Session[];
  readonly prompts: Prompts | null;
  readonly welcome: Welcome | null;
};

/** What the server tells an open page. */
export type Push =
  | { readonly kind: 'message'; readonly message: ShownMessage; readonly fresh: boolean }
  | { readonly kind: 'gone'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'channels'; readonly channels: readonly ShownChannel[] }
  | { readonly kind: 'read'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'prompts'; readonly prompts: Prompts }
  | { readonly kind: 'title'; readonly channel: string; readonly threadTs: string; readonly title: string }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'views'; readonly views: readonly ShownView[] }
  | { readonly kind: 'home'; readonly home: ShownView | null }
  | { readonly kind: 'connected'; readonly connected: boolean }
  | { readonly kind: 'reset' };
