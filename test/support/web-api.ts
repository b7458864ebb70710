import { HttpResponse, http, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** One call of the bot to Slack: the method, or `response` for a response_url, and what it sent. */
export type Call = { readonly method: string; readonly args: Readonly<Record<string, unknown>> };

type Answer = Readonly<Record<string, unknown>> | Response;
type Answers = Record<string, (args: Call['args'], nth: number) => Answer>;

/** What Slack answers when a test says nothing else. The only team is T1, the bot is UBOT. */
const usual: Answers = {
  'auth.test': () => ({ ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1' }),
  'users.info': ({ user }) => ({ ok: true, user: { id: user, team_id: 'T1', locale: 'en-GB' } }),
  'usergroups.list': () => ({ ok: true, usergroups: [{ handle: 'finance', users: ['UFIN'] }] }),
  'conversations.info': ({ channel }) => ({ ok: true, channel: { id: channel, is_channel: true } }),
  'chat.postMessage': ({ channel }, nth) => ({ ok: true, channel, ts: `1800000000.${100_000 + nth}` }),
  'chat.postEphemeral': (_, nth) => ({ ok: true, message_ts: `1800000001.${100_000 + nth}` }),
  'chat.update': ({ channel, ts }) => ({ ok: true, channel, ts }),
  'assistant.threads.setStatus': () => ({ ok: true }),
  'views.open': () => ({ ok: true }),
  response: () => new Response('ok'),
};

const decoded = (value: string): unknown => {
  if (!/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const argsOf = async (request: Request): Promise<Call['args']> => {
  const text = await request.text();
  if (request.headers.get('content-type')?.includes('json')) return JSON.parse(text);
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, decoded(value)]));
};

/** Slack's Web API for the calling test file; a request to anything else fails the test. */
export const useWebApi = (options: { readonly passThrough?: string } = {}) => {
  const calls: Call[] = [];
  const answers: Answers = {};
  const answerTo = async (method: string, request: Request): Promise<Response> => {
    const args = await argsOf(request);
    calls.push({ method, args });
    const nth = calls.filter((call) => call.method === method).length;
    const answer = (answers[method] ?? usual[method])?.(args, nth) ?? { ok: false, error: 'unknown_method' };
    return answer instanceof Response ? answer : HttpResponse.json(answer);
  };
  const server = setupServer(
    http.post('https://slack.com/api/:method', ({ params, request }) =>
      answerTo(String(params['method']), request),
    ),
    ...(options.passThrough ? [http.all(options.passThrough, () => passthrough())] : []),
    http.post('https://hooks.slack.com/*', ({ request }) => answerTo('response', request)),
  );
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(() => {
    calls.length = 0;
    for (const method of Object.keys(answers)) delete answers[method];
  });
  afterAll(() => server.close());
  return {
    answers,
    calls,
    of: (method: string): readonly Call['args'][] =>
      calls.filter((call) => call.method === method).map(({ args }) => args),
    /** Everything the bot said to people, in order. */
    said: (): readonly string[] =>
      calls.flatMap(({ method, args }) =>
        ['chat.postMessage', 'chat.postEphemeral', 'response'].includes(method) ? [String(args['text'])] : [],
      ),
  };
};
