import type { Place } from './store.ts';
import { app, changed, channelOf, store } from './store.ts';

/** Where one can go in the page; the address (`#/C…/ts`) follows, so that Back and links work. */

const hashOf = (place: Place): string => {
  switch (place.kind) {
    case 'channel':
      return `#/${place.id}${store.thread === null ? '' : `/${store.thread.ts}`}`;
    case 'app':
      return `#/app/${place.tab}`;
    case 'search':
      return `#/search/${encodeURIComponent(place.text)}`;
    case 'start':
      return '#/start';
    default:
      return place satisfies never;
  }
};

const remember = (): void => {
  const hash = hashOf(store.place);
  if (location.hash !== hash) history.pushState(null, '', hash);
  document.body.classList.toggle('shows-thread', store.thread !== null);
};

/** Opens a place; on a phone, the list of conversations makes room for it. */
export const go = (place: Place): void => {
  const direct = place.kind === 'channel' && place.id === app().channel;
  store.place = direct ? { kind: 'app', tab: 'messages' } : place;
  store.thread = null;
  document.body.classList.remove('shows-list');
  remember();
  changed('place', 'thread', 'sidebar', 'frame');
};

export const openThread = (channel: string, ts: string): void => {
  store.thread = { channel, ts };
  remember();
  changed('thread');
};

export const closeThread = (): void => {
  store.thread = null;
  remember();
  changed('thread');
};

export const showList = (): void => {
  document.body.classList.add('shows-list');
};

/** Where one begins: the start page where there is one, else the conversation with the app. */
const beginning = (): Place =>
  store.snapshot.welcome === null ? { kind: 'app', tab: 'messages' } : { kind: 'start' };

/** The place an address names; the beginning where it names none that can be seen. */
const placeOfHash = (hash: string): { readonly place: Place; readonly threadTs: string | null } => {
  const [first = '', second = ''] = hash.replace(/^#\//, '').split('/');
  if (first === 'app') {
    const tab = second === 'home' || second === 'about' ? second : 'messages';
    return { place: { kind: 'app', tab }, threadTs: null };
  }
  if (first === 'search')
    return { place: { kind: 'search', text: decodeURIComponent(second) }, threadTs: null };
  if (channelOf(first) !== undefined)
    return { place: { kind: 'channel', id: first }, threadTs: second === '' ? null : second };
  return { place: beginning(), threadTs: null };
};

/** Shows what the address says; used at the start and by Back and Forward. */
export const followHash = (): void => {
  const { place, threadTs } = placeOfHash(location.hash);
  go(place);
  if (place.kind === 'channel' && threadTs !== null) openThread(place.id, threadTs);
};
