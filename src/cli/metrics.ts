import { departmentLabel, departments } from '../lib/departments.ts';
import { askable, dimensionsOf } from '../metrics/catalogue.ts';
import type { CliCommand } from './command.ts';

export const metrics: CliCommand = {
  name: 'metrics',
  usage: 'metrics [--json]',
  summary: 'List every figure Crosswalk knows, by department.',
  options: { json: { type: 'boolean' } },
  run: async (args, { out }) => {
    if (args.flag('json')) {
      out(
        JSON.stringify(
          askable.map(({ compute: _, ...one }) => ({
            ...one,
            dimensions: dimensionsOf({ compute: _, ...one }),
          })),
        ),
      );
      return 0;
    }
    for (const department of departments) {
      out(`${departmentLabel(department)}`);
      for (const one of askable.filter((metric) => metric.departments.includes(department))) {
        out(`  ${one.label}: ${one.formula}.${one.examples[0] ? ` Ask: "${one.examples[0]}".` : ''}`);
      }
      out('');
    }
    return 0;
  },
};
