import { answer, answerChoice } from '#src/answer/answer.ts';
import { openBot } from '#src/compose.ts';
import type { Database } from '#src/database/connect.ts';
import { createClock } from '#src/lib/clock.ts';
import { createLogger } from '#src/lib/log.ts';
import { startTestSlack } from '#test/support/slack.ts';
import type { useWebApi } from '#test/support/web-api.ts';

/** Slack as the company of the morning shop has it: two channels, and Mia in the warehouse. */
export const answerAsCompany = ({ answers }: Pick<ReturnType<typeof useWebApi>, 'answers'>): void => {
  const channels = [
    { id: 'CWARE', name: 'warehouse', is_private: true, is_member: true },
    { id: 'CGEN', name: 'general', is_private: false, is_member: true },
  ];
  answers['usergroups.list'] = () => ({
    ok: true,
    usergroups: [{ handle: 'warehouse', users: ['UMIA'] }],
  });
  answers['users.conversations'] = () => ({ ok: true, channels });
  answers['conversations.members'] = () => ({ ok: true, members: ['UMIA', 'UBOT'] });
  answers['conversations.info'] = ({ channel }) => ({
    ok: true,
    channel: channels.find(({ id }) => id === channel) ?? { id: channel, is_im: true },
  });
  answers['conversations.open'] = () => ({ ok: true, channel: { id: 'D1' } });
};

/** The whole bot on a Wednesday morning, whose clock can be set. */
export const startWholeBot = async (database: Database, time = '2026-11-18T07:00:00+01:00') => {
  let now = Temporal.Instant.from(time);
  const clock = createClock(() => now);
  const { desk, bot } = await openBot(
    { database, log: createLogger('silent'), sources: [], model: null },
    {
      clock,
      outside: () => started.slack.outside(),
      readTime: async () => now,
      sleep: async (ms) => {
        now = now.add({ milliseconds: ms });
      },
    },
  );
  const started = await startTestSlack({
    database: database,
    bot,
    now: () => now,
    spine: {
      answer: (question) => answer(question, desk),
      answerChoice: (meaning, question) => answerChoice(meaning, question, desk),
    },
  });
  return {
    ...started,
    bot,
    setClock: (text: string) => {
      now = Temporal.Instant.from(text);
    },
  };
};

/** A button or menu of a message, as Slack has it. */
export type Element = {
  readonly action_id?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
};

/** The button of that name in the last message sent with a method; throws when there is none. */
export const buttonIn = (
  { of }: Pick<ReturnType<typeof useWebApi>, 'of'>,
  actionId: string,
  method = 'chat.postMessage',
): Element => {
  const blocks = of(method).at(-1)?.['blocks'] as
    | readonly { readonly type: string; readonly elements?: readonly Element[] }[]
    | undefined;
  const elements = (blocks ?? [])
    .filter(({ type }) => type === 'actions')
    .flatMap((block) => block.elements ?? []);
  const found = elements.find(({ action_id }) => action_id === actionId);
  if (!found) throw new Error(`no button ${actionId} in ${JSON.stringify(blocks)}`);
  return found;
};
