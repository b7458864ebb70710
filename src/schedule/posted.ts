import type { Reply } from '#src/answer/reply.ts';
import type { Db } from '#src/database/connect.ts';
import type { ActionState, DigestValue } from '#src/digests/define.ts';
import { findDelivery, revise } from '#src/outbox/enqueue.ts';
import type { StoredAction } from '#src/state/actions.ts';
import { finishAction, takeAction } from '#src/state/actions.ts';
import type { Message, RenderMessage } from './message.ts';
import { readMessage, storeMessage } from './message.ts';
import { note } from './write-notice.ts';

/** What a delivery says; null when it is none of ours, or too old to be known. */
export const findPosted = async (db: Db, deliveryId: string): Promise<Message | null> => {
  if (!/^[0-9a-f-]{36}$/.test(deliveryId)) return null;
  const delivery = await findDelivery(db, deliveryId);
  return delivery && readMessage(delivery.content);
};

const stateOf = ({ taken, done }: StoredAction): ActionState => {
  if (done) return { kind: 'done', ...done };
  return taken ? { kind: 'taken', ...taken } : { kind: 'open' };
};

const withState = (value: DigestValue, action: StoredAction): DigestValue => ({
  ...value,
  actions: value.actions.map((one) => (one.id === action.id ? { ...one, state: stateOf(action) } : one)),
});

/**
 * Somebody takes an action of a digest or says it is done: kept for all digests that show it, and shown in place.
 * Gives the sentence for who clicked.
 */
export const changeTask = async (
  wanted: {
    readonly deliveryId: string;
    readonly change: 'take' | 'done';
    readonly actionId: string;
    readonly userId: string;
  },
  { db, render, now }: { readonly db: Db; readonly render: RenderMessage; readonly now: Temporal.Instant },
): Promise<Reply> => {
  const { deliveryId, change, actionId, userId } = wanted;
  const message = await findPosted(db, deliveryId);
  if (message?.kind !== 'digest' || !message.value.actions.some(({ id }) => id === actionId))
    return note('That task is too old for me to know.', []);
  const changed = await (change === 'take' ? takeAction : finishAction)(db, actionId, userId, now);
  if (changed.kind === 'gone') return note('That task is too old for me to know.', []);
  const shown: Message = { ...message, value: withState(message.value, changed.action) };
  await revise(db, deliveryId, { content: storeMessage(shown), payload: render(shown, deliveryId) });
  if (changed.kind === 'already') return note('Somebody else was faster.', [changed.action.text]);
  return change === 'take'
    ? note('It is yours.', [changed.action.text, 'When it is done, choose it again in the same menu.'])
    : note('Noted as done.', [changed.action.text]);
};
