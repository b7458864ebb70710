import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import type { DigestValue } from './define.ts';

const bulleted = (part: Reply): Reply => ({ ...part, lines: part.lines.map((line) => `• ${line}`) });

/** A digest as plain text: what is shown at once, and below a line what is behind "Show more". */
export const renderDigestText = ({ reply, more }: DigestValue): string => {
  const [first, ...parts] = reply.parts;
  const shown = first ? [first, ...parts.map(bulleted)] : [];
  const rest = more ? ['— Show more —', ...more.parts.map(bulleted).map(renderText)] : [];
  return [...shown.map(renderText), ...rest].join('\n\n');
};
