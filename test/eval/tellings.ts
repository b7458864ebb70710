import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { departments } from '#src/lib/departments.ts';
import { readingGrade } from '#src/status/book/grade.ts';
import { assess } from '#src/status/read/assess.ts';
import type { TechEvent } from '#src/status/read/event.ts';
import { tell } from '#src/status/tell/tell.ts';
import { tellingText } from '#src/status/tell/telling.ts';
import { shared } from '#test/support/shared.ts';
import type { Gold, RawIncident } from './tellings/gold.ts';
import { eventOf, incidentsFolder, readLines } from './tellings/gold.ts';
import type { Fault, Finding } from './tellings/score.ts';
import { scoreGold, scorePlain } from './tellings/score.ts';

/** One telling of one incident and what was found wrong with it. */
export type Scored = {
  readonly id: string;
  readonly department: string;
  readonly text: string;
  readonly grade: number;
  readonly findings: readonly Finding[];
};

/** Tells an event to every department and scores each telling. */
export const scoreEvent = (id: string, event: TechEvent, gold: Gold | null): readonly Scored[] => {
  const impact = assess(event);
  const now = event.updates.at(-1)?.at ?? Temporal.Instant.fromEpochMilliseconds(0);
  return departments.map((department) => {
    const telling = tell(impact, department, { zone: 'UTC', now, reference: null });
    const text = tellingText(telling);
    const findings = [
      ...(gold ? scoreGold(gold, impact, telling) : []),
      ...scorePlain(event, impact, telling),
    ];
    return { id, department, text, grade: readingGrade(text), findings };
  });
};

/** Scores every annotated incident at the update it was annotated at. */
export const scoreAnnotated = (goldFile: string, incidentsFile: string): readonly Scored[] => {
  const archive = new Map(readLines<RawIncident>(incidentsFile).map((one) => [`github:${one.id}`, one]));
  return readLines<Gold>(goldFile).flatMap((gold) => {
    const updates = gold.updates ?? archive.get(gold.id)?.updates ?? [];
    const vendor = gold.id.startsWith('github:') ? 'GitHub' : null;
    return scoreEvent(
      gold.id,
      eventOf(vendor, gold.title, updates, gold.at, gold.header_components ?? []),
      gold,
    );
  });
};

/** Scores incidents without annotation, each at its last update and halfway through. */
export const scoreOthers = (incidents: readonly RawIncident[]): readonly Scored[] =>
  incidents.flatMap(({ id, title, updates }) =>
    [...new Set([updates.length - 1, Math.floor((updates.length - 1) / 2)])].flatMap((at) =>
      scoreEvent(`${id}@${at}`, eventOf('GitHub', title, updates, at), null),
    ),
  );

const faults: readonly Fault[] = [
  'lost_number',
  'lost_time',
  'lost_workaround',
  'lost_data',
  'lost_end',
  'leaked_term',
  'invented_cause',
  'invented_end',
  'invented_all_clear',
  'invented_number',
  'invented_data',
  'wrong_state',
  'wrong_capability',
  'hard_to_read',
];

/** How many tellings have each fault. */
export const countFaults = (scored: readonly Scored[]): Readonly<Record<Fault, number>> =>
  Object.fromEntries(
    faults.map((fault) => [
      fault,
      scored.filter(({ findings }) => findings.some((one) => one.fault === fault)).length,
    ]),
  ) as Record<Fault, number>;

const table = (sets: readonly (readonly [string, readonly Scored[]])[]): string => {
  const mean = (scored: readonly Scored[]): string =>
    (scored.reduce((sum, one) => sum + one.grade, 0) / Math.max(1, scored.length)).toFixed(1);
  const rows = [
    ['tellings', ...sets.map(([, scored]) => String(scored.length))],
    ...faults.map((fault) => [
      fault.replaceAll('_', ' '),
      ...sets.map(([, scored]) => String(countFaults(scored)[fault])),
    ]),
    ['reading grade, mean', ...sets.map(([, scored]) => mean(scored))],
    [
      'reading grade, highest',
      ...sets.map(([, scored]) => Math.max(...scored.map(({ grade }) => grade)).toFixed(1)),
    ],
  ];
  const titles = ['', ...sets.map(([name]) => name)];
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
};

const main = (): void => {
  const { values } = parseArgs({
    options: {
      gold: { type: 'string' },
      incidents: { type: 'string' },
      out: { type: 'string' },
      show: { type: 'boolean' },
      others: { type: 'string' },
    },
  });
  const folder = incidentsFolder(shared);
  const archive = values.incidents ?? join(folder, 'github-status', 'incidents.jsonl');
  const annotated = scoreAnnotated(values.gold ?? join(folder, 'gold.jsonl'), archive);
  const goldIds = new Set(annotated.map(({ id }) => id));
  const testset = readLines<RawIncident>(join(folder, 'translate-testset.jsonl'));
  const taken = new Set([...goldIds, ...testset.map(({ id }) => id)]);
  const rest = readLines<RawIncident>(archive).filter(({ id }) => !taken.has(`github:${id}`));
  const count = Number(values.others ?? 100);
  const others = rest
    .filter((_, index) => index % Math.max(1, Math.floor(rest.length / count)) === 0)
    .slice(0, count);
  const sets = [
    ['annotated', annotated],
    ['test set', scoreOthers(testset)],
    [`${others.length} others`, scoreOthers(others)],
  ] as const;
  const all = sets.flatMap(([, scored]) => scored);
  if (values.show)
    for (const one of all.filter(({ findings }) => findings.length > 0))
      process.stdout.write(
        `${one.id} ${one.department}: ${one.findings.map(({ fault, what }) => `${fault} ${what}`).join('; ')}\n  ${one.text}\n`,
      );
  if (values.out) writeFileSync(values.out, `${all.map((one) => JSON.stringify(one)).join('\n')}\n`);
  process.stdout.write(`${table(sets)}\n`);
  process.exitCode = all.some(({ findings }) => findings.length > 0) ? 1 : 0;
};

if (import.meta.main) main();
