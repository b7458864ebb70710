import type { Json } from '../json.ts';
import { isList, parseJson } from '../json.ts';
import type { Slack } from '../slack.ts';
import { canSee, openDirect } from '../team/conversations.ts';
import type { Channel, Person } from '../team/types.ts';
import type { Answer } from './answer.ts';
import { refuse } from './answer.ts';

/** What reading an argument gives: its value, or the answer that the call gets instead. */
type Read<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'refused'; readonly answer: Answer };

export type Arg<T, Needed extends boolean> = {
  readonly read: (given: Json, slack: Slack) => Read<T>;
  readonly needed: Needed;
  /** Slack's error where the argument is needed and missing. */
  readonly missing: string | null;
  /** Whether an empty text is a value of its own (an empty status clears it). */
  readonly empty?: true;
};

// biome-ignore lint/suspicious/noExplicitAny: a table of arguments holds readers of every type
export type Args = Readonly<Record<string, Arg<any, boolean>>>;

/** The values that a table of arguments reads. */
export type Values<A extends Args> = {
  readonly [Name in keyof A]: A[Name] extends Arg<infer T, infer Needed>
    ? Needed extends true
      ? T
      : T | undefined
    : never;
};

type Reader<T> = Arg<T, true>['read'];

export const need = <T>(read: Reader<T>, missing: string | null = null): Arg<T, true> => ({
  read,
  needed: true,
  missing,
});
export const maybe = <T>(read: Reader<T>): Arg<T, false> => ({ read, needed: false, missing: null });

/** A text that may be empty, but not left out. */
export const needEvenEmpty = <T>(read: Reader<T>): Arg<T, true> => ({ ...need(read), empty: true });

const value = <T>(given: T): Read<T> => ({ kind: 'value', value: given });
const refused = (error: string, ...messages: readonly string[]): Read<never> => ({
  kind: 'refused',
  answer: refuse(error, messages),
});
const wrongType = (wanted: string): Read<never> => refused('invalid_arguments', `[ERROR] must be ${wanted}`);

export const text: Reader<string> = (given) =>
  typeof given === 'string' || typeof given === 'number' ? value(String(given)) : wrongType('a string');

export const whole: Reader<number> = (given) => {
  const number =
    typeof given === 'number' ? given : /^-?\d+$/.test(String(given)) ? Number(given) : Number.NaN;
  return Number.isSafeInteger(number) ? value(number) : wrongType('an integer');
};

/** Forms send booleans as words. */
export const flag: Reader<boolean> = (given) => {
  if (given === true || given === 1 || given === 'true' || given === '1') return value(true);
  if (given === false || given === 0 || given === 'false' || given === '0' || given === '')
    return value(false);
  return wrongType('a boolean');
};

/** Forms send lists and objects as JSON in a field; `error` is Slack's name for text that is none. */
export const json =
  (error = 'invalid_arguments'): Reader<Json> =>
  (given) => {
    if (typeof given !== 'string') return value(given);
    const parsed = parseJson(given);
    return parsed === undefined ? refused(error, '[ERROR] must be valid JSON') : value(parsed);
  };

/** Ids as a comma separated text, or as a JSON list. */
export const ids: Reader<readonly string[]> = (given) => {
  const list = typeof given === 'string' && given.trimStart().startsWith('[') ? parseJson(given) : given;
  if (isList(list)) return value(list.filter((item) => typeof item === 'string'));
  if (typeof list !== 'string') return wrongType('a list of ids');
  return value(
    list
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  );
};

const findChannel = (slack: Slack, given: Json): Channel | null => {
  const channel = typeof given === 'string' ? slack.team.channels.get(given) : undefined;
  return channel !== undefined && canSee(slack.team, channel, slack.team.bot.id) ? channel : null;
};

/** A conversation the app can see, by id. */
export const channel: Reader<Channel> = (given, slack) => {
  const found = findChannel(slack, given);
  return found === null ? refused('channel_not_found') : value(found);
};

/** Where to post: an id, a channel's name with or without #, or a person's id for the app's conversation with them. */
export const target: Reader<Channel> = (given, slack) => {
  const { team } = slack;
  const byId = findChannel(slack, given);
  if (byId !== null) return value(byId);
  if (typeof given !== 'string') return refused('channel_not_found');
  const person = team.people.get(given);
  if (person !== undefined && person.kind !== 'bot')
    return person.deactivated
      ? refused('channel_not_found')
      : value(openDirect(team, [team.bot.id, person.id]));
  const name = given.replace(/^#/, '');
  const byName = team.channels.all().find((one) => one.name === name && canSee(team, one, team.bot.id));
  return byName === undefined ? refused('channel_not_found') : value(byName);
};

export const person =
  (error = 'user_not_found'): Reader<Person> =>
  (given, slack) => {
    const found = typeof given === 'string' ? slack.team.people.get(given) : undefined;
    return found === undefined ? refused(error) : value(found);
  };
