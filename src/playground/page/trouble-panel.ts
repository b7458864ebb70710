import { h } from './dom.ts';
import { dialog, notice } from './overlay.ts';

/** What can go wrong between Slack and an app, to see how the app copes. */
const troubles: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['Slack is slow: every call takes 3 seconds', 'slow', { ms: 3000 }],
  ['Slack says "too many requests" (once)', 'rate_limited', { seconds: 2, times: 1 }],
  ['Slack refuses the next call with an internal error', 'error', { error: 'internal_error', times: 1 }],
  ['Slack answers 500 although it did the work (once)', 'http_500_after', { times: 1 }],
  ['The answer to the next post is lost', 'lost_response', { only: 'chat.postMessage', times: 1 }],
  ['The history lags 5 seconds behind', 'history_lag', { ms: 5000 }],
  ['Every event is delivered twice', 'redeliver', { count: 1 }],
  ['Events arrive out of order', 'reorder', { chance: 0.5 }],
  ['Events arrive 2 seconds late', 'late', { ms: 2000 }],
  ['The socket closes after the next envelope', 'drop_socket', { times: 1 }],
];

const send = (method: string, path: string, body: unknown): Promise<Response> =>
  fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Sets troubles and tells when they are over. */
export const troublePanel = (): void => {
  const boxes = troubles.map(([label, kind, settings]) => ({
    label,
    fault: { kind, ...settings },
    box: h('input', { type: 'checkbox' }),
  }));
  const seed = h('input', { class: 'field', type: 'text', value: 'crosswalk', 'aria-label': 'Seed' });
  const apply = async (): Promise<void> => {
    const faults = boxes.filter(({ box }) => box.checked).map(({ fault }) => fault);
    const response = await send('PUT', '/workspace/faults', { seed: seed.value, faults });
    notice(
      response.ok
        ? faults.length === 0
          ? 'No trouble from now on.'
          : `${faults.length} kinds of trouble from now on.`
        : 'That did not work.',
    );
  };
  dialog({
    title: 'Network trouble',
    body: [
      h(
        'p',
        { class: 'hint' },
        'What happens between Slack and the app. The same seed gives the same trouble again.',
      ),
      ...boxes.map(({ label, box }) => h('label', { class: 'tick' }, box, h('span', {}, label))),
      h('label', { class: 'input-block' }, h('span', { class: 'input-label' }, 'Seed'), seed),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => void send('POST', '/workspace/sockets/refresh', {}),
          },
          'Ask the app to reconnect',
        ),
        h(
          'button',
          { type: 'button', class: 'button', onclick: () => void send('POST', '/workspace/sockets/cut', {}) },
          'Cut the connection',
        ),
      ),
    ],
    confirm: { label: 'Apply', run: apply },
  });
};
