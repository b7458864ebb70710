import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import type { Propose } from '#src/answer/scene.ts';
import type { Question } from '#src/digests/define.ts';
import { clean } from '#src/lib/text.ts';
import { notThere } from './not-there.ts';
import type { Places } from './places.ts';
import { findWhere } from './where.ts';
import type { Wish } from './wish.ts';

type Asked = Extract<Parameters<Propose>[0], { readonly kind: 'announce' }>;

/** Words that only ask for it: "please tell everyone in #general that". */
const lead =
  /^(?:(?:please|pls|can you|could you)\s+)*(?:announce|broadcast|inform|tell|let)\s+(?:(?:everyone|everybody|all|the team|people|marketing|finance|the warehouse|warehouse|support|leadership)\s*)?(?:know\s+)?(?:in\s+#[\p{L}\p{N}_-]+\s*)?(?:know\s+)?(?:that\s+|:\s*)?/iu;

const trailing = /\s+in\s+#[\p{L}\p{N}_-]+\s*$/u;

/** A message for people is a few sentences. */
const mostLetters = 600;

const sentence = (text: string): string => {
  const said = clean(text.replace(lead, '').replace(trailing, ''), mostLetters).trim();
  const ended = /[.!?…]$/.test(said) ? said : `${said}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
};

/** Says what would be posted where and in whose name; nothing is sent before it is confirmed. */
export const proposeAnnouncement = async (
  asked: Asked,
  { asker, place, text }: Question,
  places: Places,
): Promise<Reply> => {
  const words = text === '' ? asked.text : text;
  if (place.kind === 'direct' && !/#[\p{L}\p{N}_-]+/u.test(words))
    return plainReply('clarify', asked, 'In which channel shall I post it?', {
      lines: ['Say it again with the channel: “tell everyone in #general that …”.'],
    });
  const where = await findWhere(words.replace(/\bme\b/gi, ''), place, asker, places);
  if (where.kind !== 'found') return notThere(asked, where);
  const said = sentence(asked.text);
  return plainReply('proposal', asked, `Shall I post this in ${where.standing.name}, in your name?`, {
    lines: [said],
    proposed: {
      label: 'Post it',
      wish: { kind: 'announcement', channelId: where.channelId, text: said } satisfies Wish,
      previews: false,
    },
  });
};
