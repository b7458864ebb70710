import { cpus, loadavg } from 'node:os';
import { measureImport } from './import.ts';
import { measureLatency } from './latency.ts';
import { benchSlack } from './slack.ts';
import { measureStarts } from './start.ts';

/** `npm run bench`: what the README promises, measured here and now. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);

say(`${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}, Node ${process.versions.node}`);

const imported = await measureImport();
say(
  imported
    ? `import: ${imported.linesPerSecond.toLocaleString('en-GB')} lines/s (${imported.lines.toLocaleString('en-GB')} in ${imported.seconds.toFixed(1)} s), at most ${imported.peakMb} MB`
    : 'import: the Online Retail dataset is not on this machine',
);

for (const { what, page, answer } of await measureStarts())
  say(`${what}: page after ${page.toFixed(1)} s, first answer after ${answer.toFixed(1)} s`);

for (const { what, lines, first, p50, p99 } of await measureLatency())
  say(
    `${what} at ${lines.toLocaleString('en-GB')} order lines: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (the very first ${first.toFixed(0)} ms)`,
  );

const rows = await benchSlack();
const ours = rows.at(-1)?.perSecond ?? 0;
for (const { what, perSecond, p50, p99, failed } of rows)
  say(
    `slash commands, ${what}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${failed} failed; Crosswalk does ${(ours / perSecond).toFixed(2)} of it`,
  );
process.exit(0);
