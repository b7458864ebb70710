import type { Question } from '../asking.ts';
import type { Clicked } from '../clicked.ts';
import type { Context } from '../context.ts';
import { conversationKey, replyThread } from '../conversation.ts';
import type { Spot } from '../place.ts';
import { isDirect } from '../place.ts';
import type { Target } from '../post.ts';
import type { Letter } from '../send.ts';

/** A click with everything its handler needs: who clicked, where, and the reference for the log. */
export type Click = {
  readonly clicked: Clicked;
  readonly asker: Question['asker'];
  readonly spot: Spot;
  readonly reference: string;
};

/** Answers one kind of button. */
export type HandleClick = (click: Click, context: Context) => Promise<void>;

/** Who clicked, and where. */
export const clicker = (clicked: Clicked): Letter['reader'] => ({
  user: clicked.user,
  channel: clicked.channel,
  threadTs: clicked.threadTs,
});

/** To the one who clicked, where the button is. */
export const toClicker = (clicked: Clicked): Target => ({ kind: 'only_you', ...clicker(clicked) });

/** Into the conversation the button stands in. */
export const toConversation = (clicked: Clicked): Target => ({
  kind: 'place',
  channel: clicked.channel,
  threadTs: replyThread(clicked),
});

/** The question a click puts to the spine again, with the rights of who clicked. Private answers belong to no conversation. */
export const questionOf = (
  { clicked, asker, spot }: Click,
  conversation: 'this' | 'none',
  { me, clock }: Context,
): Question => {
  const alone = clicked.isEphemeral && clicked.threadTs === null && !isDirect(clicked.channel);
  return {
    text: '',
    asker,
    place: spot.place,
    thread: conversation === 'none' || alone ? null : conversationKey(me.teamId, clicked),
    stores: spot.stores,
    now: clock.now(),
  };
};
