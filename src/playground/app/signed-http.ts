import { createHmac } from 'node:crypto';
import type { Faults } from '../faults/faults.ts';
import type { Json } from '../json.ts';
import { parseJson } from '../json.ts';
import type { Rules } from '../rules.ts';
import type { Envelope, Receipt, Retry, Transport } from './envelope.ts';

/** The `x-slack-signature` of a body (version 0 of Slack's request signing). */
const signature = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

/** Events go as JSON, commands as a form, clicks as a form with one JSON field. */
const bodyOf = (envelope: Envelope): { readonly type: string; readonly body: string } => {
  const type = 'application/x-www-form-urlencoded';
  if (envelope.kind === 'events_api')
    return { type: 'application/json', body: JSON.stringify(envelope.payload) };
  if (envelope.kind === 'interactive')
    return { type, body: form({ payload: JSON.stringify(envelope.payload) }) };
  const fields = Object.entries(envelope.payload).map(
    ([name, value]) => [name, String(value ?? '')] as const,
  );
  return { type, body: form(Object.fromEntries(fields)) };
};

const payloadOf = (text: string): Json => parseJson(text) ?? text;

/** HTTP mode: each envelope is a signed request to the address the app gave. */
export const createSignedHttp = (options: {
  readonly requestUrl: string;
  readonly signingSecret: string;
  readonly rules: Rules;
  readonly faults: Faults;
  readonly nowMs: () => number;
}): Transport => {
  const headers = (
    envelope: Envelope,
    type: string,
    body: string,
    retry: Retry | null,
  ): Record<string, string> => {
    const [skew] = options.faults.strike(['clock_skew'], envelope.subjects);
    const timestamp = String(Math.trunc(options.nowMs() / 1000) + (skew?.seconds ?? 0));
    return {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (local workspace)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature(options.signingSecret, timestamp, body),
      ...(retry === null
        ? {}
        : { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }),
    };
  };

  const receiptOf = async (response: Response): Promise<Receipt> => {
    const text = await response.text();
    if (response.ok) return { kind: 'acknowledged', payload: payloadOf(text) };
    return {
      kind: 'failed',
      status: response.status,
      retry: response.headers.get('x-slack-no-retry') !== '1',
    };
  };

  return {
    send: async (envelope, retry) => {
      const { type, body } = bodyOf(envelope);
      try {
        return await receiptOf(
          await fetch(options.requestUrl, {
            method: 'POST',
            headers: headers(envelope, type, body, retry),
            body,
            redirect: 'manual',
            signal: AbortSignal.timeout(options.rules.ackMs),
          }),
        );
      } catch (error) {
        return error instanceof DOMException && error.name === 'TimeoutError'
          ? { kind: 'timed_out' }
          : { kind: 'unreachable' };
      }
    },
  };
};
