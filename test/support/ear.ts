import { WebClient } from '@slack/web-api';
import type { JsonObject } from '#src/playground/json.ts';
import { isObject, parseJson } from '#src/playground/json.ts';
import { until } from './workspace-look.ts';
import type { RunningWorkspace } from './workspace-server.ts';

export type Heard = {
  readonly type: string;
  readonly payload: JsonObject;
  readonly retry: unknown;
  readonly envelopeId: string;
};

/** A bare Socket Mode connection that writes down what it gets, for what Bolt hides. */
export type Ear = {
  readonly heard: Heard[];
  /** Type of every frame that is no envelope: `hello`, `disconnect`. */
  readonly frames: JsonObject[];
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** Connects as an app; `acknowledge` says what an envelope is answered with, null for not at all. */
export const listenAsApp = async (
  running: { readonly apiUrl: string; readonly workspace: Pick<RunningWorkspace['workspace'], 'appToken'> },
  acknowledge: (heard: Heard) => JsonObject | null = () => ({}),
): Promise<Ear> => {
  const client = new WebClient(running.workspace.appToken, { slackApiUrl: running.apiUrl });
  const { url } = await client.apps.connections.open();
  const socket = new WebSocket(url ?? '');
  const ear: Ear = {
    heard: [],
    frames: [],
    closed: new Promise((resolve) => socket.addEventListener('close', () => resolve())),
    close: () => socket.close(),
  };
  socket.addEventListener('message', (event) => {
    const frame = parseJson(String(event.data));
    if (!isObject(frame)) return;
    if (frame['envelope_id'] === undefined) {
      ear.frames.push(frame);
      return;
    }
    const heard: Heard = {
      type: String(frame['type']),
      payload: isObject(frame['payload']) ? frame['payload'] : {},
      retry: frame['retry_attempt'],
      envelopeId: String(frame['envelope_id']),
    };
    ear.heard.push(heard);
    const answer = acknowledge(heard);
    if (answer !== null) socket.send(JSON.stringify({ envelope_id: heard.envelopeId, payload: answer }));
  });
  await until(() => ear.frames.some((frame) => frame['type'] === 'hello'));
  return ear;
};
