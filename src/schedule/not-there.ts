import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import { reasonFor } from './reasons.ts';
import type { Where } from './where.ts';

/** Why something cannot be posted where it was asked for, and what to do. */
export const notThere = (
  asked: Reply['interpretation'],
  where: Exclude<Where, { readonly kind: 'found' }>,
): Reply => {
  if (where.kind === 'no_channel')
    return plainReply('refuse', asked, `I am not in ${where.name}, or there is no such channel.`, {
      lines: [`Invite me there with /invite, then ask again.`],
    });
  const { what, hint } = reasonFor(where.error, where.name);
  return plainReply('refuse', asked, `I cannot post there: ${what}.`, { lines: [hint] });
};
