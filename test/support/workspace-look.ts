import { demoContent } from '#src/playground/content.ts';
import type { Message } from '#src/playground/team/types.ts';
import type { RunningWorkspace } from './workspace-server.ts';

/** Looking into a workspace from a test. */

/** The id of a person of the demo company by handle. */
export const person = (name: string): string => demoContent.people.find((one) => one.name === name)?.id ?? '';

export const channelId = (name: string): string =>
  demoContent.channels.find((one) => one.name === name)?.id ?? '';

export const messagesIn = (running: RunningWorkspace, channel: string): readonly Message[] =>
  running.workspace.team.messages.inChannel(channel);

export const lastIn = (running: RunningWorkspace, channel: string): Message | undefined =>
  messagesIn(running, channel).at(-1);

export const repliesTo = (running: RunningWorkspace, channel: string, ts: string): readonly Message[] =>
  running.workspace.team.messages.replies(channel, ts);

/** Waits until something is so; fails after 5 s. The workspace and the app talk over real sockets. */
export const until = async (met: () => boolean): Promise<void> => {
  const deadline = performance.now() + 5000;
  while (!met()) {
    if (performance.now() > deadline) throw new Error('never happened');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
