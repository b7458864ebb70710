import type { Asker, Place, Places, Standing } from './places.ts';

/** A Slack person as `Asker` names them: `team:user`. */
export const personOf = (asker: Asker): { readonly teamId: string; readonly userId: string } => {
  const [teamId = '', userId = ''] = asker.id.split(':');
  return { teamId, userId };
};

/** Where something is to be posted: a channel, or a person who is written to directly. */
export type Where =
  | {
      readonly kind: 'found';
      readonly channelId: string;
      readonly standing: Extract<Standing, { readonly kind: 'open' }>;
    }
  | { readonly kind: 'no_channel'; readonly name: string }
  | { readonly kind: 'closed'; readonly name: string; readonly error: string };

const named = /(?:^|\s)#([\p{L}\p{N}_-]{1,80})/u;
const toMyself = /\b(?:to me|me|privately|by dm|direct message)\b/i;
const toHere = /\b(?:here|this channel)\b/i;

const idOf = async (
  words: string,
  place: Place,
  asker: Asker,
  places: Places,
): Promise<{ readonly id: string } | { readonly missing: string }> => {
  const { teamId, userId } = personOf(asker);
  const name = named.exec(words)?.[1];
  if (name !== undefined) {
    const id = await places.channelNamed(teamId, name.toLowerCase(), userId);
    return id === null ? { missing: `#${name}` } : { id };
  }
  const isPrivate = place.kind === 'direct' || (toMyself.test(words) && !toHere.test(words));
  return { id: isPrivate ? userId : place.channel };
};

/** Finds where the words want it posted: in the channel they name, privately ("send me"), else where they were said. */
export const findWhere = async (
  words: string,
  place: Place,
  asker: Asker,
  places: Places,
): Promise<Where> => {
  const wanted = await idOf(words, place, asker, places);
  if ('missing' in wanted) return { kind: 'no_channel', name: wanted.missing };
  const standing = await places.standing(personOf(asker).teamId, wanted.id);
  if (standing.kind === 'closed') return { kind: 'closed', name: standing.name, error: standing.error };
  if (standing.place.kind === 'external')
    return { kind: 'closed', name: standing.name, error: 'shared_channel' };
  return { kind: 'found', channelId: wanted.id, standing };
};
