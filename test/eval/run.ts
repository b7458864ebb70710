import { departments } from '#src/lib/departments.ts';
import { testContext } from '#test/support/interpret.ts';
import type { Outcome } from './score.ts';
import { bestTimes, readItems, score } from './score.ts';

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const set = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'dev';

const percent = (some: number, all: number): string =>
  all === 0 ? '–' : `${((100 * some) / all).toFixed(1)}%`;

const quantile = (values: readonly number[], q: number): string =>
  (values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0).toFixed(
    2,
  );

const line = (name: string, outcomes: readonly Outcome[]): readonly string[] => {
  const judged = outcomes.filter(({ verdict }) => verdict !== 'waiting');
  const count = (verdict: Outcome['verdict']): number =>
    outcomes.filter((one) => one.verdict === verdict).length;
  const answerable = judged.filter(({ item }) => item.expect.kind.includes('answer'));
  const times = outcomes.map(({ ms }) => ms);
  return [
    name,
    String(judged.length),
    percent(count('right'), judged.length),
    String(count('wrong')),
    percent(answerable.filter(({ verdict }) => verdict === 'asked').length, answerable.length),
    percent(
      answerable.filter(({ verdict }) => verdict === 'right' || verdict === 'wrong').length,
      answerable.length,
    ),
    quantile(times, 0.5),
    quantile(times, 0.99),
    String(count('waiting')),
  ];
};

const items = readItems(set);
const best = bestTimes(items, testContext, 3);
const outcomes = score(items, testContext).map((one, i) => ({ ...one, ms: best[i] ?? one.ms }));
const rows = [
  ['department', 'asked', 'right', 'wrong', 'clarify', 'covered', 'ms p50', 'ms p99', 'waiting'],
  ...departments.map((one) =>
    line(
      one,
      outcomes.filter(({ item }) => item.department === one),
    ),
  ),
  line('all', outcomes),
];
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
const out = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
const misses = outcomes
  .filter(({ verdict }) => verdict !== 'right' && (verdict !== 'waiting' || flags.includes('--waiting')))
  .map(({ item, verdict, differs, got }) => {
    const asked = got.flatMap((one) =>
      one.kind === 'clarify'
        ? [`${one.question} (${one.choices.length})`]
        : one.kind === 'unknown'
          ? [`unknown: ${one.unknownWords.join(' ')}`]
          : [],
    );
    return `${verdict.padEnd(8)} ${item.id} ${item.text}\n         ${differs.join('; ')}${asked.length > 0 ? ` — ${asked.join('; ')}` : ''}`;
  });
process.stdout.write(`${[...out, '', ...(flags.includes('--misses') ? misses : [])].join('\n')}\n`);
