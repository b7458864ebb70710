import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { nameFailure } from '#src/lib/errors.ts';
import { saveFeedback } from '#src/state/feedback.ts';
import type { Context } from '../context.ts';
import { findKept } from '../meanings.ts';
import { notify } from '../present.ts';
import { thanksReply } from '../replies.ts';
import type { HandleClick } from './click.ts';
import { clicker, toClicker } from './click.ts';

/** Why an answer is not good: what is stored, and what people read. */
const reasons = {
  wrong_number: 'The number is wrong',
  wrong_period: 'It is about the wrong period',
  wrong_product: 'It is about the wrong product',
  misunderstood: 'I meant something else',
  too_technical: 'It is too technical',
  other: 'Something else',
} as const;

export const feedbackWindow = 'feedback_reason';

const value = /^(?<verdict>good|bad):(?<reference>[A-Z0-9-]{1,20}):(?<id>[0-9a-f-]{36})$/;

type Given = { readonly verdict: 'good' | 'bad'; readonly reference: string; readonly id: string };

const readValue = (text: string): Given | null => {
  const { verdict, reference, id } = value.exec(text)?.groups ?? {};
  if ((verdict !== 'good' && verdict !== 'bad') || reference === undefined || id === undefined) return null;
  return { verdict, reference, id };
};

const keep = async (given: Given, reason: string | null, asker: string, context: Context): Promise<void> => {
  const { verdict, reference, id } = given;
  const interpretation = (await findKept(id, context))?.meanings ?? [];
  await saveFeedback(context.desk.database.fast, {
    verdict,
    reference,
    reason,
    interpretation,
    asker,
    at: context.clock.now(),
  });
  context.log.info({ reference, verdict, reason }, 'question.judged');
};

const window = (given: string): ModalView => ({
  type: 'modal',
  callback_id: feedbackWindow,
  private_metadata: given,
  title: { type: 'plain_text', text: 'What is wrong?' },
  submit: { type: 'plain_text', text: 'Send' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    {
      type: 'input',
      block_id: 'reason',
      label: { type: 'plain_text', text: 'What should be better?' },
      element: {
        type: 'radio_buttons',
        action_id: 'reason',
        options: Object.entries(reasons).map(([reason, text]) => ({
          text: { type: 'plain_text', text },
          value: reason,
        })),
      },
    },
  ],
});

/** A thumb: up is thanked for, down is kept at once and asked for its reason. */
export const judge: HandleClick = async ({ clicked, asker, reference }, context) => {
  const given = readValue(clicked.value);
  if (!given) return;
  await keep(given, null, asker.id, context);
  if (given.verdict === 'bad') {
    try {
      await context.web.views.open({ trigger_id: clicked.triggerId, view: window(clicked.value) });
      return;
    } catch (error) {
      context.log.info({ reference, ...nameFailure(error) }, 'slack.window_not_opened');
    }
  }
  await notify(thanksReply, { target: toClicker(clicked), reader: clicker(clicked), reference }, context);
};

const submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    private_metadata: z.string(),
    state: z.object({
      values: z.object({
        reason: z.object({
          reason: z.object({ selected_option: z.object({ value: z.string() }).nullable() }),
        }),
      }),
    }),
  }),
});

/** The reason behind a thumb down, from its window. */
export const keepReason = async (body: unknown, context: Context): Promise<void> => {
  const read = submission.safeParse(body);
  if (!read.success) return;
  const { user, view } = read.data;
  const given = readValue(view.private_metadata);
  const reason = view.state.values.reason.reason.selected_option?.value;
  if (!given || reason === undefined || !Object.hasOwn(reasons, reason)) return;
  await keep(given, reason, `${context.me.teamId}:${user.id}`, context);
};
