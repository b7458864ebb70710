import { AppError } from '../lib/errors.ts';
import { listOf } from '../lib/text.ts';
import type { FactFamily } from '../metrics/families.ts';
import { familyLabel } from '../metrics/families.ts';
import type { SourceListing, StoreState } from '../sources/sync/list.ts';
import { listSources } from '../sources/sync/list.ts';
import type { CliCommand } from './command.ts';
import { withSources } from './with-sources.ts';

const minuteOf = (at: string, zone: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

const storeLines = (store: StoreState): readonly string[] => {
  const { zone, failure } = store;
  const at = (instant: string): string => minuteOf(instant, zone);
  const next = store.nextRunAt ? `, next run ${at(store.nextRunAt)}` : '';
  const last = store.lastSuccessAt ? `last read ${at(store.lastSuccessAt)}${next}` : 'not read yet';
  return [
    `  ${store.name} (${store.id}), ${zone}${store.isDemo ? ', demo data' : ''}${store.nextRunAt ? `: ${last}` : ''}`,
    ...(failure ? [`    failing since ${at(failure.since)}: ${failure.message}`] : []),
    ...(failure?.hint ? [`    ${failure.hint}`] : []),
    ...(store.quarantined > 0
      ? [`    rows put aside because they cannot be read: ${store.quarantined}`]
      : []),
    ...store.notes.map((note) => `    ${note}`),
    ...store.families.map(
      ({ family, completeFrom, completeTo }) =>
        `    ${familyLabel(family as FactFamily).padEnd(30)} ${Temporal.Instant.from(completeFrom).epochMilliseconds === 0 ? 'as it is' : `from ${at(completeFrom)}`} to ${at(completeTo)}`,
    ),
  ];
};

const settingLines = ({ settings }: SourceListing): readonly string[] =>
  settings.map(
    ({ name, what, required, isSet }) =>
      `    ${name.padEnd(34)} ${isSet ? 'set' : required ? 'needed' : 'optional'}  ${what}`,
  );

const listing = (source: SourceListing, withSettings: boolean): readonly string[] => [
  `${source.label} (${source.id}): ${source.isOn ? 'on' : 'off'}`,
  ...source.stores.flatMap(storeLines),
  ...(withSettings ? settingLines(source) : []),
];

const offLine = ({ label, id, settings }: SourceListing): string => {
  const needed = settings.filter(({ required }) => required).map(({ name }) => name);
  return `  ${label} (${id})${needed.length > 0 ? `: set ${needed.join(', ')}` : ''}`;
};

const overview = (all: readonly SourceListing[]): readonly string[] => {
  const off = all.filter(({ isOn, settings }) => !isOn && settings.length > 0);
  return [
    ...all.filter(({ isOn }) => isOn).flatMap((source) => listing(source, false)),
    ...(off.length > 0 ? ['Not set up (npm run -s crosswalk -- sources <name> says more):'] : []),
    ...off.map(offLine),
  ];
};

const choose = (all: readonly SourceListing[], only: string): SourceListing => {
  const source = all.find(({ id }) => id === only);
  if (source) return source;
  throw new AppError('bad_input', `no source ${only}`, {
    userMessage: `There is no source "${only}".`,
    hint: `There are ${listOf(all.map(({ id }) => id))}.`,
  });
};

export const sources: CliCommand = {
  name: 'sources',
  usage: 'sources [source] [--json]',
  summary: 'List the sources: what is on, how far it has been read, what fails, what turns the others on.',
  options: { json: { type: 'boolean' } },
  run: async (args, terminal) => {
    const all = await withSources(terminal, listSources);
    const [only] = args.words;
    const chosen = only === undefined ? all : [choose(all, only)];
    const text = only === undefined ? overview(chosen) : chosen.flatMap((source) => listing(source, true));
    terminal.out(args.flag('json') ? JSON.stringify(chosen, null, 2) : text.join('\n'));
    return 0;
  },
};
