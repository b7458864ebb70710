import { h, replace } from './dom.ts';
import { frame } from './frame.ts';
import { followHash } from './go.ts';
import { startKeyboard } from './keyboard.ts';
import { rememberedPerson, rememberPerson } from './people-menu.ts';
import { goLive, loadSnapshot, takeSnapshot } from './server.ts';
import { changed, store } from './store.ts';
import { startTheme } from './theme.ts';

/** Starts the page: who am I here, what is there, then drawing and following. */

/** Somebody by id or handle in the address (`/?as=mia`), else whoever this window was, else anybody. */
const wanted = (): string => new URLSearchParams(location.search).get('as') ?? rememberedPerson() ?? '';

const noServer = (): void =>
  replace(
    document.body,
    h(
      'div',
      { class: 'no-server' },
      h('h1', {}, 'The local workspace does not answer'),
      h('p', {}, 'Start it again, then reload this page.'),
    ),
  );

/** Takes over everything as it is now; false where the server is gone. */
const catchUp = async (): Promise<boolean> => {
  const fresh = await loadSnapshot(store.snapshot?.me ?? wanted());
  if (fresh !== null) takeSnapshot(fresh);
  return fresh !== null;
};

const afterGap = async (): Promise<void> => {
  if (await catchUp()) changed('sidebar', 'frame', 'place', 'thread', 'status', 'views', 'home');
};

const start = async (): Promise<void> => {
  startTheme();
  if (!(await catchUp())) return noServer();
  rememberPerson(store.snapshot.me);
  await goLive(() => void afterGap());
  // Once more, so that nothing is missed that happened before the connection stood.
  await catchUp();
  replace(document.body, ...frame());
  followHash();
  addEventListener('popstate', followHash);
  addEventListener('hashchange', followHash);
  startKeyboard();
};

void start();
