import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RawIncident } from '#test/eval/tellings/gold.ts';
import { incidentsFolder, readLines } from '#test/eval/tellings/gold.ts';
import { countFaults, scoreAnnotated, scoreOthers } from '#test/eval/tellings.ts';
import { hasShared, shared } from '#test/support/shared.ts';

const folder = incidentsFolder(shared);

describe.runIf(hasShared)('every telling of every department', () => {
  test('keeps and invents nothing against what was annotated by hand', () => {
    const scored = scoreAnnotated(
      join(folder, 'gold.jsonl'),
      join(folder, 'github-status', 'incidents.jsonl'),
    );
    expect(scored).toHaveLength(45 * 6);
    const faults = Object.entries(countFaults(scored)).filter(([, count]) => count > 0);
    expect(faults).toEqual([]);
  });

  test('of incidents nobody annotated has no unexplained word, no lost share and reads easily', () => {
    const testset = readLines<RawIncident>(join(folder, 'translate-testset.jsonl'));
    const scored = scoreOthers(testset.filter((_, index) => index % 14 === 0));
    const faults = Object.entries(countFaults(scored)).filter(([, count]) => count > 0);
    expect(faults).toEqual([]);
  });
});
