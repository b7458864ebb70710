import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import type { Command } from './command.ts';
import { usageOf } from './command.ts';

const noMeaning = { kind: 'unknown', sentence: null, unknownWords: [], nearest: [] } as const;

/** Words of the app itself, for one person. */
const note = (headline: string, lines: readonly string[] = []): Reply =>
  plainReply('help', noMeaning, headline, { lines, audience: 'asker' });

/** Guests and people of other companies get no figures, not even open ones. */
export const outsiderReply: Reply = plainReply(
  'refuse',
  { kind: 'refuse', reason: 'not_allowed', what: 'figures' },
  'I only answer people who work here, not guests or other companies.',
  { audience: 'asker' },
);

export const tooLongReply = (length: number, most: number): Reply =>
  note(`That is ${length.toLocaleString('en')} characters long; I read up to ${most.toLocaleString('en')}.`, [
    'Please ask one or two questions at a time.',
  ]);

export const tooManyReply: Reply = note(
  'I am still working on your earlier questions here. Please ask again when they are answered.',
);

export const oldButtonReply: Reply = note('That button is too old for me to know. Please ask again.');

export const dismissedReply: Reply = note('All right, I have set nothing up.');

export const notSharedReply: Reply = note('That may not be shown to everybody here.');

export const noProvenanceReply: Reply = note('There is no figure behind this answer.');

export const thanksReply: Reply = note('Thank you, noted.');

export const usageReply = (command: Command): Reply => note(command.description, usageOf(command));

/** For a command of a manifest newer or older than this program. */
export const unknownCommandReply = (name: string, commands: readonly Command[]): Reply =>
  note(`I do not know ${name}.`, commands.flatMap(usageOf));

export const failureReply = (sentence: string): Reply => note(sentence);
