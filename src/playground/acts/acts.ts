import type { Act } from './act.ts';
import { clickActs } from './click.ts';
import { conversationActs } from './conversation.ts';
import { submitActs } from './submit.ts';
import { workspaceActs } from './workspace.ts';

/** Everything a person can do, by name. */
export const acts: Readonly<Record<string, Act>> = {
  ...conversationActs,
  ...clickActs,
  ...submitActs,
  ...workspaceActs,
};
