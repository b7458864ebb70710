import { and, eq, gt, inArray, lt } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { questions } from '#src/database/schema/state.ts';

/** What makes a question one question, however often it is delivered or edited: the message it was asked in. */
export type QuestionKey = { readonly teamId: string; readonly channelId: string; readonly ts: string };

const byKey = ({ teamId, channelId, ts }: QuestionKey) =>
  and(eq(questions.teamId, teamId), eq(questions.channelId, channelId), eq(questions.ts, ts));

/** Takes a question on; false when somebody did before. */
export const claimQuestion = async (
  db: Db,
  question: QuestionKey & {
    readonly threadTs: string;
    readonly userId: string;
    readonly reference: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> => {
  const taken = await db
    .insert(questions)
    .values({ ...question, state: 'working', at: question.at.toString() })
    .onConflictDoNothing()
    .returning({ ts: questions.ts });
  return taken.length === 1;
};

/** Says how a question ended, and which message answers it. */
export const finishQuestion = async (
  db: Db,
  key: QuestionKey,
  end: { readonly state: 'answered' | 'failed'; readonly replyTs: string | null },
): Promise<void> => {
  await db.update(questions).set(end).where(byKey(key));
};

/** Who was answered in a thread since an instant; empty when the bot has no part in it. */
export const askersInThread = async (
  db: Db,
  thread: { readonly teamId: string; readonly channelId: string; readonly threadTs: string },
  since: Temporal.Instant,
): Promise<readonly string[]> => {
  const rows = await db
    .selectDistinct({ userId: questions.userId })
    .from(questions)
    .where(
      and(
        eq(questions.teamId, thread.teamId),
        eq(questions.channelId, thread.channelId),
        eq(questions.threadTs, thread.threadTs),
        inArray(questions.state, ['working', 'answered']),
        gt(questions.at, since.toString()),
      ),
    );
  return rows.map(({ userId }) => userId);
};

/** A question that a process took on and did not live to answer. */
export type Abandoned = QuestionKey & {
  readonly threadTs: string;
  readonly userId: string;
  readonly reference: string;
};

/** Gives each question still being worked on since before an instant to exactly one caller, and closes it. */
export const takeAbandoned = (db: Db, before: Temporal.Instant): Promise<readonly Abandoned[]> =>
  db
    .update(questions)
    .set({ state: 'failed' })
    .where(and(eq(questions.state, 'working'), lt(questions.at, before.toString())))
    .returning({
      teamId: questions.teamId,
      channelId: questions.channelId,
      ts: questions.ts,
      threadTs: questions.threadTs,
      userId: questions.userId,
      reference: questions.reference,
    });
