import { contextOf, setScene } from '../answer/scene.ts';
import { openDatabase, openDesk } from '../compose.ts';
import type { Database } from '../database/connect.ts';
import { interpret } from '../language/interpret.ts';
import { AppError } from '../lib/errors.ts';
import { fold, plural } from '../lib/text.ts';
import { missedWords } from '../state/misses.ts';
import { readOwnWords, teachWord } from '../state/own-words.ts';
import type { CliCommand, Terminal } from './command.ts';
import { wrongUsage } from './command.ts';

/** Misses are kept this long. */
const keptDays = 30;

const list = async (database: Database, terminal: Terminal, asJson: boolean): Promise<void> => {
  const words = await missedWords(database.fast, terminal.now().subtract({ hours: 24 * keptDays }));
  if (asJson) {
    terminal.out(JSON.stringify(words));
    return;
  }
  for (const { word, count, departments, example } of words) {
    const whom = departments.length > 0 ? ` (${departments.join(', ')})` : '';
    terminal.out(`${word}: ${count} ${plural(count, 'time', 'times')}${whom}, last in "${example}"`);
  }
  if (words.length === 0) terminal.out(`Every word of the last ${keptDays} days was known.`);
  const taught = Object.entries(await readOwnWords(database.fast));
  for (const [phrase, meaning] of taught) terminal.out(`"${phrase}" means "${meaning}" here.`);
};

/** Whether the rules know every word of a text. */
const readerOf = async (database: Database, terminal: Terminal): Promise<(text: string) => boolean> => {
  const asker = { id: 'cli', departments: [], roles: [], locale: 'en' };
  const question = {
    asker,
    place: { kind: 'direct' },
    thread: null,
    stores: [],
    now: terminal.now(),
  } as const;
  const scene = await setScene(
    { ...question, text: '' },
    await openDesk({ database, log: terminal.log, sources: [], model: null }),
  );
  const context = await contextOf(scene, null);
  return (text) =>
    interpret({ ...question, text }, { ...context, ownWords: {} }).every(
      (read) => read.kind !== 'unknown' && !(read.kind === 'clarify' && read.unknownWords !== undefined),
    );
};

/** Throws AppError('bad_input') where the meaning is not in words that are understood, or the phrase already means something. */
const check = async (
  database: Database,
  { phrase, meaning }: { readonly phrase: string; readonly meaning: string },
  terminal: Terminal,
): Promise<void> => {
  const isKnown = await readerOf(database, terminal);
  if (isKnown(phrase))
    throw new AppError('bad_input', 'the phrase is known', {
      userMessage: `"${phrase}" already means something, and keeps that meaning.`,
    });
  if (!isKnown(meaning))
    throw new AppError('bad_input', 'the meaning is not known', {
      userMessage: `"${meaning}" is not understood either.`,
      hint: 'Use the name of a figure (npm run -s crosswalk -- metrics lists them) or a name of the shop.',
    });
};

const teach = async (database: Database, taught: string, terminal: Terminal): Promise<void> => {
  const [phrase = '', meaning = ''] = taught.split('=').map((text) => text.trim());
  if (phrase === '') throw wrongUsage(misses, 'A word and what it means are parted by "="');
  if (meaning !== '') await check(database, { phrase, meaning }, terminal);
  const isKept = await teachWord(database.fast, {
    phrase: fold(phrase),
    meaning: meaning === '' ? null : meaning,
    by: 'cli',
    at: terminal.now(),
  });
  if (!isKept)
    throw new AppError('bad_input', 'no room for the word', {
      userMessage: 'That word or its meaning is too long, or there are too many already.',
    });
  terminal.out(meaning === '' ? `"${phrase}" is forgotten.` : `"${phrase}" now means "${meaning}".`);
};

export const misses: CliCommand = {
  name: 'misses',
  usage: 'misses [--json] | misses --mean "rake in=net sales"',
  summary: 'List the words nobody knew in the last 30 days, or say what one means.',
  options: { json: { type: 'boolean' }, mean: { type: 'string' } },
  run: async (args, terminal) => {
    if (args.words.length > 0) throw wrongUsage(misses, 'The command takes no words');
    const taught = args.text('mean');
    const { database, close } = await openDatabase(terminal.config);
    try {
      await (taught === null
        ? list(database, terminal, args.flag('json'))
        : teach(database, taught, terminal));
    } finally {
      await close();
    }
    return 0;
  },
};
