import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AnswerJson } from '#src/answer/contract.ts';
import { answerContract } from '#src/answer/contract.ts';

/** A question and how another engine computes the same figure from the raw files: rows of (group,) value. */
export type Compared = {
  readonly text: string;
  readonly metric: string;
  readonly sql: string;
  readonly now?: string;
};

export type Asked = Compared & { readonly id: string; readonly store: string; readonly now: string };

const root = join(import.meta.dirname, '../..');

/** Asks all questions in one run of the command line, as finance, against the given database. */
export const askBatch = async (
  questions: readonly Asked[],
  folder: string,
  databaseUrl: string,
): Promise<ReadonlyMap<string, AnswerJson>> => {
  const file = join(folder, 'questions.jsonl');
  const lines = questions.map(({ id, text, store, now }) =>
    JSON.stringify({ id, text, store, now, department: 'finance' }),
  );
  writeFileSync(file, lines.join('\n'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['src/cli.ts', 'ask', '--batch', file, '--json'],
    // biome-ignore lint/style/noProcessEnv: the command runs as it would from a shell
    { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, maxBuffer: 64_000_000 },
  );
  const answers = stdout.split('\n').filter((line) => line !== '');
  return new Map(
    answers.map((line) => {
      const answer = answerContract.parse(JSON.parse(line));
      return [answer.id ?? '', answer];
    }),
  );
};

/** The facts of the asked period as `group value` lines in order; the sum over a split is left out. */
export const toldLines = (answer: AnswerJson, metric: string): readonly string[] => {
  const { time, groupBy } = answer.interpretation;
  return answer.facts
    .filter((fact) => fact.metric === metric && isAsked(fact, time))
    .filter((fact) => groupBy.length === 0 || Object.keys(fact.group).length > 0)
    .map((fact) => lineOf(Object.values(fact.group)[0] ?? null, groupBy.length > 0, fact.value))
    .toSorted();
};

/** Inside the asked period: a split by time has facts of its own shorter periods. */
const isAsked = (
  { from, to }: { readonly from: string; readonly to: string },
  time: AnswerJson['interpretation']['time'],
): boolean => time === null || (from >= time.from && to <= time.to);

export const computedLines = (rows: readonly (readonly (string | null)[])[]): readonly string[] =>
  rows
    .map((row) => lineOf(row.length > 1 ? (row[0] ?? null) : null, row.length > 1, row.at(-1) ?? null))
    .toSorted();

const lineOf = (group: string | null, isSplit: boolean, value: string | number | null): string => {
  const figure = value === null ? 'unknown' : Number(Number(value).toPrecision(9)).toString();
  return isSplit ? `${group ?? 'none'} ${figure}` : figure;
};
