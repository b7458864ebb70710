import { renderText } from '#src/answer/render-text.ts';
import type { Reply } from '#src/answer/reply.ts';
import type { DigestValue } from './define.ts';

const bulleted = (reply: Reply): Reply => ({
  ...reply,
  parts: reply.parts.map((part, index) =>
    index === 0 ? part : { ...part, lines: part.lines.map((line) => `• ${line}`) },
  ),
});

/** A digest as plain text: what is shown at once, and below a line what is behind "Show more". */
export const renderDigestText = ({ reply, more }: DigestValue): string =>
  [
    renderText(bulleted(reply)),
    ...(more
      ? [
          '— Show more —',
          renderText({ ...more, parts: bulleted({ ...more, parts: [more, ...more.parts] }).parts.slice(1) }),
        ]
      : []),
  ].join('\n\n');
