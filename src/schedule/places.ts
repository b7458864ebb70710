import type { answer } from '#src/answer/answer.ts';

type Question = Parameters<typeof answer>[0];

/** Who is asking, and where: what may be shown follows from both. */
export type Asker = Question['asker'];
export type Place = Question['place'];

/** Where a channel stands now, asked anew before each post. `stores` are those meant there when none is named. */
export type Standing =
  | {
      readonly kind: 'open';
      readonly place: Place;
      readonly name: string;
      readonly stores: readonly string[];
    }
  /** Slack's own word: `not_in_channel`, `is_archived`, `channel_not_found`. */
  | { readonly kind: 'closed'; readonly error: string; readonly name: string };

/** What only Slack knows about channels and people; handed in by the composition root. */
export type Places = {
  readonly standing: (teamId: string, channelId: string) => Promise<Standing>;
  /** The channels the bot is in. */
  readonly channels: (teamId: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** The id of a channel the bot is in, by its name; null when there is none that this person may know of. */
  readonly channelNamed: (teamId: string, name: string, userId: string) => Promise<string | null>;
  /** A colleague as they may ask now; null once they have left or are a guest. */
  readonly person: (teamId: string, userId: string) => Promise<Asker | null>;
};
