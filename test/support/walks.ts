import { WebClient } from '@slack/web-api';
import { listenAsApp } from './ear.ts';
import { channelId } from './workspace-look.ts';
import type { RunningWorkspace } from './workspace-server.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What a walk through a method needs: a workspace, Slack's own client, and the ids that only clicks give. */
export type Stage = {
  readonly workspace: RunningWorkspace['workspace'];
  readonly call: (method: string, given?: Fields) => Promise<Fields>;
  /** Posts in #general; returns the ts. */
  readonly post: (more?: Fields) => Promise<string>;
  /** A trigger id from a command that Mia typed. */
  readonly trigger: () => Promise<string>;
  /** A trigger id from a click in an open modal. */
  readonly triggerIn: (viewId: string) => Promise<string>;
};

/** How a method is called and what it answers. */
export type Walk = {
  readonly given?: (stage: Stage) => Fields | Promise<Fields>;
  readonly answers: Fields | ((stage: Stage) => Fields);
};

export const general = channelId('general');
export const plain = (text: string): Fields => ({ type: 'plain_text', text });
export const view = (type: 'modal' | 'home'): Fields => ({
  type,
  ...(type === 'modal' ? { title: plain('A') } : {}),
  blocks: [{ type: 'section', text: plain('x') }],
});
/** Nothing more than `ok: true`. */
export const fine: Fields = { ok: true };

export const stageFor = (running: RunningWorkspace): Stage => {
  const { workspace } = running;
  const client = new WebClient(workspace.botToken, {
    slackApiUrl: running.apiUrl,
    retryConfig: { retries: 0 },
  });
  const call: Stage['call'] = async (method, given = {}) =>
    (await client.apiCall(method, { ...given })) as unknown as Fields;
  const triggerFrom = async (doing: () => Promise<unknown>): Promise<string> => {
    const ear = await listenAsApp(running);
    await doing();
    ear.close();
    return String(ear.heard.at(-1)?.payload['trigger_id']);
  };
  return {
    workspace,
    call,
    post: async (more = {}) =>
      String((await call('chat.postMessage', { channel: general, text: 'hello', ...more }))['ts']),
    trigger: () => triggerFrom(() => workspace.act('mia', 'say', { channel: general, text: '/ask x' })),
    triggerIn: async (viewId) => {
      const button = { type: 'button', action_id: 'go', text: plain('Go') };
      const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }];
      await call('views.update', { view_id: viewId, view: { ...view('modal'), blocks } });
      return triggerFrom(() => workspace.act('mia', 'click', { view: viewId, blockId: 'b', actionId: 'go' }));
    },
  };
};
