import type { ActionsBlock, Button, ContextActionsBlock } from '@slack/types';
import type { Proposed } from '#src/answer/reply.ts';
import { literal } from './literal.ts';

/** Names that clicks come back under; `choice` carries its place behind a colon. */
export const actionIds = {
  choice: 'choice',
  how: 'how',
  share: 'share',
  feedback: 'feedback',
  confirm: 'confirm',
  preview: 'preview',
  dismiss: 'dismiss',
} as const;

/** Block reference, button: text ≤ 75 characters (about 30 are shown on a phone), value ≤ 2,000. */
const limits = { text: 75, choices: 4 } as const;

/** What the buttons of one message carry: ids of what was kept for them, null where there is no such button. */
export type Buttons = {
  /** One id for each choice of the reply, those of its parts in order. */
  readonly choices: readonly string[];
  /** Id of what was answered, for "How I got this". */
  readonly how: string | null;
  /** Id of what was answered, where it may be shown to the channel. */
  readonly share: string | null;
  /** Id of what is proposed, for confirming it. */
  readonly confirm: string | null;
  /** `reference:id`, for feedback. */
  readonly feedback: string | null;
};

export const noButtons: Buttons = {
  choices: [],
  how: null,
  share: null,
  confirm: null,
  feedback: null,
};

export const button = (label: string, actionId: string, value: string): Button => ({
  type: 'button',
  text: { type: 'plain_text', text: literal(label, limits.text) || '–', emoji: false },
  accessibility_label: literal(label, limits.text) || '–',
  action_id: actionId,
  value,
});

/** One button per way to read the question. */
export const choiceRow = (
  choices: readonly { readonly label: string }[],
  ids: readonly string[],
): readonly ActionsBlock[] => {
  const elements = choices.slice(0, limits.choices).flatMap(({ label }, index) => {
    const id = ids[index];
    return id === undefined ? [] : [button(label, `${actionIds.choice}:${index}`, id)];
  });
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
};

/** The row below a proposal: do it, look at it first, leave it. */
export const proposalRow = (
  { label, previews }: Pick<Proposed, 'label' | 'previews'>,
  id: string,
): ActionsBlock => ({
  type: 'actions',
  elements: [
    { ...button(label, actionIds.confirm, id), style: 'primary' },
    ...(previews ? [button('Show it now', actionIds.preview, id)] : []),
    button('No, leave it', actionIds.dismiss, id),
  ],
});

/** The row below an answer, and the two thumbs. */
export const answerRows = ({
  how,
  share,
  feedback,
}: Buttons): readonly (ActionsBlock | ContextActionsBlock)[] => {
  const elements = [
    ...(how === null ? [] : [button('How I got this', actionIds.how, how)]),
    ...(share === null ? [] : [button('Share to channel', actionIds.share, share)]),
  ];
  return [
    ...(elements.length > 0 ? [{ type: 'actions', elements } satisfies ActionsBlock] : []),
    ...(feedback === null ? [] : [thumbs(feedback)]),
  ];
};

const thumbs = (value: string): ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: actionIds.feedback,
      positive_button: {
        text: { type: 'plain_text', text: 'Good answer' },
        accessibility_label: 'This answer is good',
        value: `good:${value}`,
      },
      negative_button: {
        text: { type: 'plain_text', text: 'Not right' },
        accessibility_label: 'Something is wrong with this answer',
        value: `bad:${value}`,
      },
    },
  ],
});
