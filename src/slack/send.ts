import type { Logger } from '#src/lib/log.ts';
import type { Message } from './blocks/block.ts';
import type { Outcome } from './outcome.ts';
import type { Post, Target } from './post.ts';

/** A message with what is said instead when Slack does not take it. */
export type Letter = {
  readonly message: Message;
  readonly trimmed: () => Message;
  /** Who is told when it cannot be posted, and where that person is. */
  readonly reader: { readonly user: string; readonly channel: string; readonly threadTs: string | null };
  readonly reference: string;
};

/** How a letter arrived: `as` says on which rung; `lost` when not even a note could be sent. */
export type Sent = {
  readonly as: 'whole' | 'trimmed' | 'text' | 'note' | 'lost';
  readonly ts: string | null;
};

export type Send = (target: Target, letter: Letter) => Promise<Sent>;

/** Attempts in all while Slack says "later", and the longest it may ask us to wait. */
const mostAttempts = 3;
const longestWaitMs = 30_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The places to try, in order: what only one person may read can always go to that person directly. */
const placesFor = (target: Target, reader: Letter['reader']): readonly Target[] => {
  switch (target.kind) {
    case 'place':
    case 'direct':
      return [target];
    case 'only_you':
      return [target, { kind: 'direct', user: target.user }];
    case 'response':
      if (target.visible === 'in_channel') return [target];
      return [target, { kind: 'only_you', ...reader }, { kind: 'direct', user: reader.user }];
    default:
      return target satisfies never;
  }
};

const notes = {
  refused: 'I have an answer for you, but Slack did not take it where you asked.',
  later: 'I have an answer for you, but Slack is taking no messages right now. Please ask again in a minute.',
  uncertain: 'Slack did not confirm my answer. If you cannot see it, please ask again.',
} as const;

/**
 * Sends a letter so that somebody hears of it whatever happens: the whole message, a trimmed one, plain text, and at
 * last a private note with the reference. Tries again only where Slack clearly did not take it.
 */
export const createSend = (post: Post, log: Logger, wait: (ms: number) => Promise<void> = pause): Send => {
  const patiently = async (target: Target, message: Message): Promise<Outcome> => {
    let outcome = await post(target, message);
    for (let attempt = 1; attempt < mostAttempts && outcome.kind === 'later'; attempt++) {
      if (outcome.waitMs > longestWaitMs) break;
      await wait(outcome.waitMs);
      outcome = await post(target, message);
    }
    return outcome;
  };

  /** Down the rungs at one place, as long as it is the message that Slack does not like. */
  const climbDown = async (
    target: Target,
    { message, trimmed, reference }: Letter,
  ): Promise<{ readonly outcome: Outcome; readonly as: 'whole' | 'trimmed' | 'text' }> => {
    const rungs = [
      ['whole', () => message],
      ['trimmed', trimmed],
      ['text', () => ({ text: message.text, blocks: [] })],
    ] as const;
    let last: Outcome = { kind: 'uncertain', error: 'nothing tried' };
    for (const [as, content] of rungs) {
      last = await patiently(target, content());
      if (last.kind === 'posted') return { outcome: last, as };
      log.warn({ reference, as, to: target.kind, error: last.error, kind: last.kind }, 'slack.not_posted');
      if (last.kind !== 'refused' || last.because === 'place') break;
    }
    return { outcome: last, as: 'text' };
  };

  const leaveNote = async (why: keyof typeof notes, { reader, reference }: Letter): Promise<Sent> => {
    const text = `${notes[why]} Reference ${reference}.`;
    for (const target of [
      { kind: 'only_you', ...reader },
      { kind: 'direct', user: reader.user },
    ] as const) {
      const outcome = await patiently(target, { text, blocks: [] });
      if (outcome.kind === 'posted') return { as: 'note', ts: null };
    }
    log.error({ reference }, 'slack.answer_lost');
    return { as: 'lost', ts: null };
  };

  return async (target, letter) => {
    let why: keyof typeof notes = 'refused';
    for (const place of placesFor(target, letter.reader)) {
      const { outcome, as } = await climbDown(place, letter);
      if (outcome.kind === 'posted') return { as, ts: outcome.ts };
      why = outcome.kind;
      if (outcome.kind === 'uncertain') break;
    }
    return leaveNote(why, letter);
  };
};
