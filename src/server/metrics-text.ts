/** One number of the metrics page with its labels. Buckets, sum and count of a histogram are samples of their own. */
export type Sample = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const labelsText = (labels: Sample['labels']): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

/** The family a sample belongs to: a histogram's parts share the name without their ending. */
const familyOf = ({ name, type }: Sample): string =>
  type === 'histogram' ? name.replace(/_(?:bucket|sum|count)$/, '') : name;

/** Prometheus text exposition format, version 0.0.4; samples of a family must stand together. */
export const metricsText = (samples: readonly Sample[]): string => {
  const families = Map.groupBy(samples, familyOf);
  return [...families]
    .map(([family, [first, ...rest]]) => {
      const all = first ? [first, ...rest] : [];
      const lines = all.map(({ name, labels, value }) => `${name}${labelsText(labels)} ${value}`);
      return `# HELP ${family} ${first?.help ?? ''}\n# TYPE ${family} ${first?.type ?? 'untyped'}\n${lines.join('\n')}\n`;
    })
    .join('');
};
