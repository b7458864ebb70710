import type { Command } from '#src/slack/command.ts';

/** What is posted in this channel by itself: shown, sent now, paused, ended; or set up in words. */
export const command: Command = {
  id: 'digest',
  description: 'See and change what is posted here by itself',
  usageHint: '[now 1 | pause 1 | resume 1 | end 1 | every weekday at 8 the warehouse digest]',
  examples: ['', 'now 1', 'every weekday at 8 the warehouse digest'],
  run: (words) =>
    /\b(?:every|each|daily|weekly|monthly)\b/i.test(words)
      ? { kind: 'question', text: `post ${words} here` }
      : { kind: 'manage', what: 'digests', words },
};
