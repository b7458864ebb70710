import type { JsonObject } from '../json.ts';
import { canSee } from '../team/conversations.ts';
import type { Team } from '../team/team.ts';

/** A piece of what somebody typed. */
type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'user'; readonly id: string; readonly name: string }
  | { readonly kind: 'group'; readonly id: string; readonly handle: string }
  | { readonly kind: 'channel'; readonly id: string; readonly name: string }
  | { readonly kind: 'broadcast'; readonly range: string }
  | { readonly kind: 'link'; readonly url: string };

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Everything that can be called by name in a message, longest names first, so that the whole name is taken. */
const nameables = (team: Team, person: string): readonly (readonly [string, Token])[] => {
  const names: (readonly [string, Token])[] = [
    ...['here', 'channel', 'everyone'].map((range) => [`@${range}`, { kind: 'broadcast', range }] as const),
    ...[...team.groups.values()].map(
      (group) => [`@${group.handle}`, { kind: 'group', id: group.id, handle: group.handle }] as const,
    ),
    ...[...team.people.values()].flatMap((one) =>
      [one.realName, one.name].map(
        (name) => [`@${name}`, { kind: 'user', id: one.id, name: one.name }] as const,
      ),
    ),
    ...team.channels
      .all()
      .filter((channel) => channel.name !== '' && canSee(team, channel, person))
      .map(
        (channel) => [`#${channel.name}`, { kind: 'channel', id: channel.id, name: channel.name }] as const,
      ),
  ];
  return names.toSorted(([one], [other]) => other.length - one.length);
};

const link = /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"]/y;
const wordCharacter = /[\p{L}\p{N}_]/u;

/** The pieces of typed text: names, links, and what is between them. */
const tokensOf = (team: Team, person: string, typed: string): readonly Token[] => {
  const names = nameables(team, person);
  const tokens: Token[] = [];
  let plain = '';
  const add = (token: Token): void => {
    if (plain !== '') tokens.push({ kind: 'text', text: plain });
    plain = '';
    tokens.push(token);
  };
  const nameAt = (at: number): readonly [string, Token] | undefined => {
    if (!'@#'.includes(typed[at] ?? ' ') || wordCharacter.test(typed[at - 1] ?? ' ')) return undefined;
    return names.find(
      ([name]) =>
        typed.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
        !wordCharacter.test(typed[at + name.length] ?? ' '),
    );
  };
  for (let at = 0; at < typed.length; ) {
    const named = nameAt(at);
    link.lastIndex = at;
    const linked = typed[at] === 'h' ? link.exec(typed)?.[0] : undefined;
    if (named !== undefined) add(named[1]);
    else if (linked !== undefined) add({ kind: 'link', url: linked });
    else plain += typed[at];
    at += named?.[0].length ?? linked?.length ?? 1;
  }
  if (plain !== '') tokens.push({ kind: 'text', text: plain });
  return tokens;
};

const inText = (token: Token): string => {
  switch (token.kind) {
    case 'text':
      return escapeText(token.text);
    case 'user':
      return `<@${token.id}>`;
    case 'group':
      return `<!subteam^${token.id}|@${token.handle}>`;
    case 'channel':
      return `<#${token.id}|${token.name}>`;
    case 'broadcast':
      return `<!${token.range}>`;
    case 'link':
      return `<${escapeText(token.url)}>`;
    default:
      return token satisfies never;
  }
};

const inRichText = (token: Token): JsonObject => {
  switch (token.kind) {
    case 'text':
      return { type: 'text', text: token.text };
    case 'user':
      return { type: 'user', user_id: token.id };
    case 'group':
      return { type: 'usergroup', usergroup_id: token.id };
    case 'channel':
      return { type: 'channel', channel_id: token.id };
    case 'broadcast':
      return { type: 'broadcast', range: token.range };
    case 'link':
      return { type: 'link', url: token.url };
    default:
      return token satisfies never;
  }
};

/** What was typed, as Slack stores it: escaped text with ids for names, and the same as a rich text block. */
export const compose = (
  team: Team,
  person: string,
  typed: string,
): { readonly text: string; readonly blocks: readonly JsonObject[] } => {
  const tokens = tokensOf(team, person, typed);
  return {
    text: tokens.map(inText).join(''),
    blocks: [
      {
        type: 'rich_text',
        block_id: 'typed',
        elements: [{ type: 'rich_text_section', elements: tokens.map(inRichText) }],
      },
    ],
  };
};

/** A command's words with names as ids (`<@U…|mia>`), for commands that asked for it in the manifest. */
export const escapeNames = (team: Team, person: string, typed: string): string =>
  tokensOf(team, person, typed)
    .map((token) => (token.kind === 'user' ? `<@${token.id}|${token.name}>` : inText(token)))
    .join('');
