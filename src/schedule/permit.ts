import type { Asker, Place, Places } from './places.ts';

/** Where something goes and by whose rights, as it stands now; or why it may not go there. */
export type Permit =
  | {
      readonly kind: 'open';
      readonly asker: Asker;
      readonly place: Place;
      readonly name: string;
      readonly stores: readonly string[];
    }
  | { readonly kind: 'refused'; readonly error: string };

/** Owns what comes by itself: it shows what everybody in its channel may see. */
export const nobody = 'crosswalk';

const inHouse = (place: Place): Asker => ({
  id: nobody,
  departments: place.kind === 'private' && place.department ? [place.department] : [],
  roles: [],
  locale: 'en-GB',
});

/** Looks at the channel and the owner anew: either may have changed since it was set up. */
export const permitFor = async (
  of: {
    readonly teamId: string;
    readonly channelId: string;
    readonly ownerId: string;
    readonly stores: readonly string[];
  },
  places: Places,
): Promise<Permit> => {
  const { teamId, channelId, ownerId } = of;
  const standing = await places.standing(teamId, channelId);
  if (standing.kind === 'closed') return { kind: 'refused', error: standing.error };
  const { place, name } = standing;
  if (place.kind === 'external') return { kind: 'refused', error: 'shared_channel' };
  const asker = ownerId === nobody ? inHouse(place) : await places.person(teamId, ownerId);
  if (!asker) return { kind: 'refused', error: 'owner_left' };
  return { kind: 'open', asker, place, name, stores: of.stores.length > 0 ? of.stores : standing.stores };
};
