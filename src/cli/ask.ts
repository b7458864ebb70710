import { readFile } from 'node:fs/promises';
import { answer } from '../answer/answer.ts';
import { answerSchema, batchLine } from '../answer/contract.ts';
import { renderJson } from '../answer/render-json.ts';
import { renderText } from '../answer/render-text.ts';
import type { Reply } from '../answer/reply.ts';
import { plainReply } from '../answer/reply.ts';
import type { Desk } from '../answer/scene.ts';
import { openDatabase, openDesk } from '../compose.ts';
import type { Question } from '../language/interpretation.ts';
import { stopwatch } from '../lib/clock.ts';
import { AppError } from '../lib/errors.ts';
import { newId, newReference } from '../lib/ids.ts';
import type { Logger } from '../lib/log.ts';
import { logFailure } from '../lib/log.ts';
import { sayFailure } from '../slack/failure.ts';
import { loadSources } from '../sources/catalogue.ts';
import { departmentsOf, insistOnStores, placeOf } from './asker.ts';
import type { CliArgs, CliCommand, Terminal } from './command.ts';
import { readInstant, wrongUsage } from './command.ts';
import { withDemo } from './demo.ts';

/** `isFixed`: the question is asked as of a given instant, not of now. */
type Line = { readonly id: string | null; readonly question: Question; readonly isFixed: boolean };

const questionOf = (from: {
  readonly text: string;
  readonly department: string | null;
  readonly store: string | null;
  readonly channel: string | null;
  readonly thread: string | null;
  readonly now: Temporal.Instant;
}): Question => ({
  text: from.text,
  asker: {
    id: `cli:${from.department ?? ''}`,
    departments: departmentsOf(from.department),
    roles: [],
    locale: 'en-GB',
  },
  place: placeOf(from.channel ?? 'dm'),
  thread: from.thread,
  stores: from.store === null ? [] : [from.store],
  now: from.now,
});

/** Questions of a batch file in order; threads of one run never continue those of another. */
const readBatch = async (file: string, args: CliArgs, terminal: Terminal): Promise<readonly Line[]> => {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('not_found', `cannot read ${file}`, {
      userMessage: `There is no file ${file} that can be read.`,
      hint: 'Check the path.',
      cause,
    });
  });
  const run = newId();
  return content.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    const parsed = batchLine.safeParse(readJson(text, `${file}:${index + 1}`));
    if (!parsed.success)
      throw new AppError('bad_input', `${file}:${index + 1} has no id and text.`, {
        hint: 'Each line is {"id": …, "text": …}.',
      });
    const { id, thread, now, ...line } = parsed.data;
    const fixed = readInstant(now ?? args.text('now'));
    return [
      {
        id,
        isFixed: fixed !== null,
        question: questionOf({
          text: line.text,
          department: line.department ?? args.text('as'),
          store: line.store ?? args.text('store'),
          channel: line.channel ?? args.text('channel'),
          thread: thread ? `cli:${run}:${thread}` : null,
          now: fixed ?? terminal.now(),
        }),
      },
    ];
  });
};

const readJson = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad_input', `${where} is not JSON.`, {
      hint: 'Each line is one JSON object.',
      cause,
    });
  }
};

/** A question that fails does not take the ones after it along. */
const failedReply = (error: unknown, log: Logger): Reply => {
  const reference = newReference();
  logFailure(log, 'question.failed', error, { reference });
  const sentence = sayFailure(error, reference);
  return plainReply('unknown', { kind: 'unknown', sentence, unknownWords: [], nearest: [] }, sentence);
};

/** Answers line by line as they are done; gives how many failed. */
const answerLines = async (
  lines: readonly Line[],
  desk: Desk,
  write: (reply: Reply, id: string | null, ms: number) => void,
): Promise<number> => {
  let failed = 0;
  for (const { id, question } of lines) {
    const elapsed = stopwatch();
    const reply = await answer(question, desk).catch((error: unknown) => {
      if (id === null) throw error;
      failed += 1;
      return failedReply(error, desk.log);
    });
    write(reply, id, elapsed());
  }
  return failed;
};

export const ask: CliCommand = {
  name: 'ask',
  usage:
    'ask "how many orders yesterday" [--as marketing] [--store <id>] [--json] [--now <instant>] [--channel dm|public|private:<department>] | ask --batch questions.jsonl --json | ask --schema',
  summary: 'Ask a question, or all questions of a file.',
  details: () => '--json answers in the shape of the JSON Schema that --schema prints.',
  options: {
    as: { type: 'string' },
    store: { type: 'string' },
    json: { type: 'boolean' },
    now: { type: 'string' },
    channel: { type: 'string' },
    batch: { type: 'string' },
    schema: { type: 'boolean' },
  },
  run: async (args, terminal) => {
    const batch = args.text('batch');
    const text = args.words.join(' ');
    if (args.flag('schema')) {
      terminal.out(answerSchema());
      return 0;
    }
    if (batch === null && text.trim() === '') throw wrongUsage(ask, 'There is no question');
    const fixed = readInstant(args.text('now'));
    const single = {
      text,
      department: args.text('as'),
      store: args.text('store'),
      channel: args.text('channel'),
      thread: null,
      now: fixed ?? terminal.now(),
    };
    const lines =
      batch === null
        ? [{ id: null, question: questionOf(single), isFixed: fixed !== null }]
        : await readBatch(batch, args, terminal);
    const { database, close } = await openDatabase(terminal.config);
    try {
      await withDemo(database, terminal, lines.find((line) => line.isFixed)?.question.now ?? null);
      await insistOnStores(
        database,
        lines.flatMap(({ question }) => question.stores),
      );
      const desk = await openDesk({
        database,
        log: terminal.log,
        sources: await loadSources(),
        model: terminal.config.model,
      });
      const asJson = args.flag('json');
      const failed = await answerLines(lines, desk, (reply, id, ms) =>
        terminal.out(asJson ? JSON.stringify(renderJson(reply, id, ms)) : renderText(reply)),
      );
      return failed === 0 ? 0 : 1;
    } finally {
      await close();
    }
  },
};
