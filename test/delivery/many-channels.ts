import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '#src/playground/content.ts';
import { botUserId, demoContent } from '#src/playground/content.ts';
import type { Json } from '#src/playground/json.ts';

/** The product's own manifest: its scopes must be enough for what the outbox does. */
export const manifest = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'manifest.json'), 'utf8'),
) as Json;

/** The demo company with this many channels, the bot in each. */
export const manyChannels = (count: number): Content => {
  const [like] = demoContent.channels;
  if (!like) throw new Error('the demo company has channels');
  return {
    ...demoContent,
    channels: Array.from({ length: count }, (_, index) => ({
      ...like,
      id: `C0PROOF${String(index).padStart(4, '0')}`,
      name: `proof-${index}`,
      members: [...like.members, botUserId],
    })),
  };
};
