/** One number of the metrics page (Prometheus text format), with its labels. */
export type Sample = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** What happened since the start, kept for the metrics page. */
export type Counts = {
  readonly delivered: (type: string, isNew: boolean) => void;
  /** `ms` is null where no answer came. */
  readonly answered: (answer: {
    readonly door: string;
    readonly kind: string;
    readonly ms: number | null;
  }) => void;
  readonly sent: (as: string) => void;
  readonly samples: () => readonly Sample[];
};

const counters = {
  crosswalk_slack_deliveries_total: 'Deliveries from Slack, by kind and whether they were new.',
  crosswalk_questions_total: 'Questions answered, by door and by kind of reply.',
  crosswalk_slack_posts_total: 'Answers sent, by how they arrived.',
} as const;

const duration = 'crosswalk_question_seconds';

/** Upper bounds in seconds. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const createCounts = (): Counts => {
  const kept = new Map<
    string,
    { name: keyof typeof counters; labels: Readonly<Record<string, string>>; value: number }
  >();
  const below = buckets.map(() => 0);
  let [sum, total] = [0, 0];
  const histogram = (suffix: string, labels: Readonly<Record<string, string>>, value: number): Sample => ({
    name: `${duration}${suffix}`,
    help: 'Time from a question to its answer being sent.',
    type: 'histogram',
    labels,
    value,
  });
  const count = (name: keyof typeof counters, labels: Readonly<Record<string, string>>): void => {
    const key = `${name} ${JSON.stringify(labels)}`;
    const entry = kept.get(key) ?? { name, labels, value: 0 };
    entry.value += 1;
    kept.set(key, entry);
  };
  const took = (ms: number): void => {
    sum += ms / 1000;
    total += 1;
    for (const [at, bound] of buckets.entries()) if (ms / 1000 <= bound) below[at] = (below[at] ?? 0) + 1;
  };
  return {
    delivered: (type, isNew) =>
      count('crosswalk_slack_deliveries_total', { type, new: isNew ? 'yes' : 'no' }),
    answered: ({ door, kind, ms }) => {
      count('crosswalk_questions_total', { door, kind });
      if (ms !== null) took(ms);
    },
    sent: (as) => count('crosswalk_slack_posts_total', { as }),
    samples: () => [
      ...[...kept.values()]
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((entry): Sample => ({ ...entry, help: counters[entry.name], type: 'counter' })),
      ...buckets.map((bound, at) => histogram('_bucket', { le: String(bound) }, below[at] ?? 0)),
      histogram('_bucket', { le: '+Inf' }, total),
      histogram('_sum', {}, sum),
      histogram('_count', {}, total),
    ],
  };
};
