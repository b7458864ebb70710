import { openDatabase, openDesk, openDigestSources } from '../compose.ts';
import type { Digest } from '../digests/define.ts';
import { loadDigests } from '../digests/load.ts';
import { renderDigestText } from '../digests/render-text.ts';
import type { Place, Question } from '../language/interpretation.ts';
import { AppError } from '../lib/errors.ts';
import { readEstate, zoneOf } from '../query/stores.ts';
import { makeDigest } from '../schedule/make-digest.ts';
import { sayRhythm } from '../schedule/say-schedule.ts';
import { previousDate } from '../schedule/timetable.ts';
import { loadSources } from '../sources/catalogue.ts';
import { departmentsOf, insistOnStores, placeOf } from './asker.ts';
import type { CliArgs, CliCommand, Terminal } from './command.ts';
import { readInstant, wrongUsage } from './command.ts';

const rhythmOf = ({ usual }: Digest) => ({
  kind: 'days' as const,
  at: Temporal.PlainTime.from(usual.at),
  weekdays: usual.weekdays,
});

const list = (digests: readonly Digest[], { out }: Terminal): number => {
  for (const digest of digests)
    out(`${digest.id.padEnd(20)} ${digest.about} (usually ${sayRhythm(rhythmOf(digest))})`);
  return 0;
};

const named = (id: string, digests: readonly Digest[]): Digest => {
  const found = digests.find((one) => one.id === id);
  if (found) return found;
  throw new AppError('bad_input', `no digest ${id}`, {
    userMessage: `There is no digest "${id}".`,
    hint: `Digests are ${digests.map((one) => one.id).join(', ')}.`,
  });
};

/** By default it is made as for the private channel of its own department. */
const readerOf = (
  digest: Digest,
  args: CliArgs,
): { readonly asker: Question['asker']; readonly place: Place } => ({
  asker: {
    id: 'cli:digest',
    departments: departmentsOf(args.text('as') ?? digest.department),
    roles: [],
    locale: 'en-GB',
  },
  place: placeOf(args.text('channel') ?? `private:${digest.department}`),
});

const preview = async (digest: Digest, args: CliArgs, terminal: Terminal): Promise<number> => {
  const now = readInstant(args.text('now')) ?? terminal.now();
  const store = args.text('store');
  const reader = readerOf(digest, args);
  const { database, close } = await openDatabase(terminal.config);
  try {
    await insistOnStores(database, store === null ? [] : [store]);
    const desk = await openDesk({ database, log: terminal.log, sources: await loadSources(), model: null });
    const zone = zoneOf(await readEstate(database.fast), store === null ? [] : [store]);
    const today = now.toZonedDateTimeISO(zone).toPlainDate();
    const table = { rhythm: rhythmOf(digest), zone, quiet: null, holidays: new Set<string>() };
    const value = await makeDigest(
      {
        ...reader,
        digest,
        teamId: 'cli',
        stores: store === null ? [] : [store],
        daysBack: today.since(previousDate(table, today)).days,
        note: null,
        mark: null,
        record: false,
      },
      { desk, sources: openDigestSources(database), now: () => now },
    );
    terminal.out(
      args.flag('json')
        ? JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
        : renderDigestText(value),
    );
    return 0;
  } finally {
    await close();
  }
};

export const digest: CliCommand = {
  name: 'digest',
  usage:
    'digest [<id> --preview] [--as <department>] [--channel dm|public|private:<department>] [--store <id>] [--now <instant>] [--json]',
  summary: 'Show a digest as it would be posted now; without an id, list them all.',
  options: {
    preview: { type: 'boolean' },
    as: { type: 'string' },
    channel: { type: 'string' },
    store: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (args, terminal) => {
    const [id, ...rest] = args.words;
    const digests = await loadDigests();
    if (rest.length > 0) throw wrongUsage(digest, 'One digest at a time');
    return id === undefined ? list(digests, terminal) : preview(named(id, digests), args, terminal);
  },
};
