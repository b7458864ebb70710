import { describe, expect, test } from 'vitest';
import { AppError } from '#src/lib/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { bodies, figure, startTestSlack } from '#test/support/slack.ts';
import { useWebApi } from '#test/support/web-api.ts';

const database = useDatabase();
const web = useWebApi();
const start = (more: Partial<Parameters<typeof startTestSlack>[0]> = {}) =>
  startTestSlack({ database: database(), ...more });

describe('a failure', () => {
  const sql = 'select secret_column from orders where email = $1';
  const failing = (error: Error) => start({ answer: () => Promise.reject(error) });

  test('is one sentence with a reference that the log has too, and nothing of its inside', async () => {
    const { deliver, lines } = await failing(
      new Error(`Failed query: ${sql}`, { cause: new Error('xoxb-1-secret') }),
    );
    await deliver(bodies.mention('orders'));
    const [said = ''] = web.said();
    const [reference = 'none'] = /[A-Z0-9]{3}-[A-Z0-9]{3}/.exec(said) ?? [];
    expect(said).toMatch(/^Something went wrong on my side\. Please ask again\./);
    const failed = lines.filter((line) => line.includes('question.failed'));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toContain(reference);
    expect(`${web.said()} ${lines}`).not.toMatch(/secret|select|at .*\.ts/);
  });

  test('leaves a name and a code in the log, never what a foreign error says', async () => {
    const { deliver, lines } = await failing(
      Object.assign(new Error(`${sql} for jo@shop.example`), { code: '22P02' }),
    );
    await deliver(bodies.mention('orders'));
    expect(lines.join()).toContain('22P02');
    expect(lines.join()).not.toMatch(/select|shop\.example/);
  });

  test.each([
    [Object.assign(new Error('x'), { code: '57014' }), /shorter period/],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), /cannot be reached right now/],
    [
      new Error('Failed query', { cause: Object.assign(new Error('x'), { code: '57P01' }) }),
      /cannot be reached right now/,
    ],
    [
      new AppError('source_down', 'x', { userMessage: 'The shop does not answer.', hint: 'Try later.' }),
      /^The shop does not answer\. Try later\./,
    ],
    [new AppError('bug', 'no metric sales.x'), /^Something went wrong/],
  ])('says what to do where something can be done (%s)', async (error, sentence) => {
    const { deliver } = await failing(error);
    await deliver(bodies.mention('orders'));
    expect(web.said()).toEqual([expect.stringMatching(sentence)]);
  });

  test('leaves the question closed, not open', async () => {
    const { deliver } = await failing(new Error('x'));
    const body = bodies.mention('orders');
    await deliver(body);
    const rows = await database().client`select state from questions where ts = ${body.event.ts}`;
    expect(rows).toEqual([{ state: 'failed' }]);
  });

  test('to find out who asks is no reason to answer', async () => {
    web.answers['users.info'] = () => new Response('', { status: 503 });
    const { deliver, asked } = await start();
    await deliver(bodies.mention('orders'));
    expect(asked).toEqual([]);
    expect(web.said()).toEqual([expect.stringMatching(/could not check with Slack who is asking/)]);
  });
});

describe('while the answer takes its time', () => {
  test('a status shows, and goes when it is there', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver } = await start({
      answer: async () => {
        await promise;
        return figure('done');
      },
    });
    const body = bodies.mention('orders');
    const answered = deliver(body);
    await expect
      .poll(() => web.of('assistant.threads.setStatus'))
      .toMatchObject([
        { channel_id: 'C1', thread_ts: body.event.ts, status: expect.stringMatching(/looking/) },
      ]);
    resolve();
    await answered;
    await expect.poll(() => web.of('assistant.threads.setStatus').at(-1)).toMatchObject({ status: '' });
  });

  test('a status that Slack does not take is no failure', async () => {
    web.answers['assistant.threads.setStatus'] = () => ({ ok: false, error: 'not_allowed' });
    const { promise, resolve } = Promise.withResolvers<void>();
    const { deliver } = await start({
      answer: async () => {
        await promise;
        return figure('done');
      },
    });
    const answered = deliver(bodies.mention('orders'));
    await expect.poll(() => web.of('assistant.threads.setStatus').length).toBe(1);
    resolve();
    await answered;
    expect(web.said()).toEqual(['done']);
  });
});
