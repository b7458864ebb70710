import { dimensionIds } from '#src/metrics/dimensions.ts';
import type { FactFamily } from '#src/metrics/families.ts';
import { factFamilies } from '#src/metrics/families.ts';
import type { Source } from '../define.ts';
import { csvSourceId } from './import.ts';

/** CSV files: brought in by `crosswalk import <folder>`, never pulled. */
export const source: Source = {
  id: csvSourceId,
  label: 'CSV import',
  families: Object.keys(factFamilies) as readonly FactFamily[],
  dimensions: dimensionIds,
  settings: [],
  everyMinutes: 0,
  connect: () => [],
};
