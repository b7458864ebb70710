import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import type { DigestValue } from './define.ts';

const bulleted = (part: Reply): Reply => ({ ...part, lines: part.lines.map((line) => `• ${line}`) });

/** A digest as people see it: its headline as it is, the lines of every other part set off as a list. */
export const listedDigest = ({
  reply,
  more,
}: Pick<DigestValue, 'reply' | 'more'>): Pick<DigestValue, 'reply' | 'more'> => ({
  reply: { ...reply, parts: reply.parts.map((part, index) => (index === 0 ? part : bulleted(part))) },
  more: more && { ...more, parts: more.parts.map(bulleted) },
});

/** A digest as plain text: what is shown at once, and below a line what is behind "Show more". */
export const renderDigestText = (value: DigestValue): string => {
  const { reply, more } = listedDigest(value);
  const rest = more ? ['— Show more —', ...more.parts.map(renderText)] : [];
  return [...reply.parts.map(renderText), ...rest].join('\n\n');
};
