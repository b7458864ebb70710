import type { Push, ShownMessage } from '../protocol.ts';
import { h } from './dom.ts';
import { bodyKey, messageBody, messageRow, timeOf } from './message.ts';
import { act } from './server.ts';
import { channelOf, listenToPushes, store } from './store.ts';
import { dayText } from './text/inline.ts';

/** A conversation's messages, or a thread's, in a scrolling list that follows what happens. */
export type Timeline = {
  readonly element: HTMLElement;
  readonly reload: () => Promise<void>;
  readonly close: () => void;
};

/** Messages of one person within this time share one name and picture. */
const groupMs = 5 * 60_000;
const nearBottom = 60;
const loadNearTop = 1500;

type Drawn = {
  readonly message: ShownMessage;
  readonly compact: boolean;
  readonly row: HTMLElement;
  readonly key: string;
  readonly body: HTMLElement;
};

/** A number for the reader's day that a message belongs to; cheap, it is asked for every message. */
const dayOf = (ts: string): number => {
  const at = timeOf(ts);
  return at.getFullYear() * 400 + at.getMonth() * 32 + at.getDate();
};

const belongsTogether = (before: ShownMessage | undefined, message: ShownMessage): boolean =>
  before !== undefined &&
  before.user === message.user &&
  before.username === message.username &&
  before.only === message.only &&
  before.subtype === message.subtype &&
  !message.broadcast &&
  Number(message.ts) * 1000 - Number(before.ts) * 1000 < groupMs &&
  dayOf(before.ts) === dayOf(message.ts);

/** Puts exactly these nodes into the parent, touching none that is in its place already. */
const reconcile = (parent: HTMLElement, wanted: readonly Node[]): void => {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove();
  let next = parent.firstChild;
  for (const node of wanted) {
    if (node === next) next = next.nextSibling;
    else parent.insertBefore(node, next);
  }
};

const dayDivider = (day: string): HTMLElement =>
  h('div', { class: 'day', role: 'separator', 'aria-label': day }, h('span', { class: 'day-name' }, day));

const newDivider = (): HTMLElement =>
  h('div', { class: 'new-line', role: 'separator', 'aria-label': 'New' }, h('span', {}, 'New'));

export const createTimeline = (options: {
  readonly channel: string;
  /** The thread's first message; null for the conversation itself. */
  readonly threadTs: string | null;
  /** What stands above the first message. */
  readonly intro: () => Node | null;
  /** Called when the last message could be read. */
  readonly seen: (ts: string) => void;
}): Timeline => {
  const { channel, threadTs } = options;
  const inThread = threadTs !== null;
  const messages = new Map<string, ShownMessage>();
  const drawn = new Map<string, Drawn>();
  const dividers = new Map<number, HTMLElement>();
  const list = h('div', {
    class: 'timeline-list',
    role: 'log',
    'aria-label': inThread ? 'Thread' : 'Messages',
    'aria-live': 'polite',
  });
  const jump = h(
    'button',
    { type: 'button', class: 'jump hidden', onclick: () => toBottom() },
    'New messages',
  );
  const scroller = h(
    'div',
    {
      class: 'timeline',
      tabindex: 0,
      'aria-label': inThread ? 'Thread' : 'Messages',
      onscroll: () => scrolled(),
    },
    list,
  );
  const element = h('div', { class: 'timeline-holder' }, scroller, jump);
  const lastReadAtStart = channelOf(channel)?.lastRead ?? '0';
  const line = newDivider();
  let more = false;
  let loading = false;
  let following = true;

  const belongs = (message: ShownMessage): boolean => {
    if (message.channel !== channel) return false;
    return inThread
      ? message.ts === threadTs || message.threadTs === threadTs
      : message.threadTs === null || message.broadcast;
  };

  const rowFor = (message: ShownMessage, compact: boolean): HTMLElement => {
    const before = drawn.get(message.ts);
    if (before?.message === message && before.compact === compact) return before.row;
    const key = bodyKey(message);
    const body = before?.key === key ? before.body : messageBody(message);
    const row = messageRow(message, { compact, inThread, body });
    drawn.set(message.ts, { message, compact, row, key, body });
    return row;
  };

  const divider = (ts: string): HTMLElement =>
    dividers.getOrInsertComputed(dayOf(ts), () => dayDivider(dayText(timeOf(ts))));

  /** Whether the line "New" stands above this message. */
  const startsNew = (message: ShownMessage, before: ShownMessage | undefined): boolean =>
    !inThread &&
    lastReadAtStart !== '0.000000' &&
    message.ts > lastReadAtStart &&
    (before === undefined || before.ts <= lastReadAtStart) &&
    message.user !== store.snapshot.me &&
    !message.only;

  const nodes = (): readonly Node[] => {
    const sorted = [...messages.values()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
    const intro = more ? null : options.intro();
    const result: Node[] = intro === null ? [] : [intro];
    for (const [at, message] of sorted.entries()) {
      const before = sorted[at - 1];
      const isNew = startsNew(message, before);
      const newDay = !inThread && (before === undefined || dayOf(before.ts) !== dayOf(message.ts));
      if (newDay) result.push(divider(message.ts));
      if (isNew) result.push(line);
      result.push(rowFor(message, !isNew && belongsTogether(before, message)));
    }
    return result;
  };

  const draw = (): void => {
    reconcile(list, nodes());
    for (const ts of drawn.keys()) if (!messages.has(ts)) drawn.delete(ts);
    if (following) toBottom();
  };

  let planned = false;
  const drawSoon = (): void => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      draw();
    });
  };

  const toBottom = (): void => {
    following = true;
    scroller.scrollTop = scroller.scrollHeight;
    jump.classList.add('hidden');
    sawLast();
  };
  const sawLast = (): void => {
    const last = [...messages.keys()].sort().at(-1);
    if (last !== undefined && document.visibilityState === 'visible') options.seen(last);
  };
  const scrolled = (): void => {
    const distance = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    following = distance < nearBottom;
    if (following) {
      jump.classList.add('hidden');
      sawLast();
    }
    if (scroller.scrollTop < loadNearTop && more && !loading) void loadOlder();
  };

  const load = async (before: string | null): Promise<void> => {
    loading = true;
    const outcome = inThread
      ? await act('replies', { channel, ts: threadTs })
      : await act('history', { channel, ...(before === null ? {} : { before }) });
    loading = false;
    more = outcome['more'] === true;
    for (const message of (outcome['messages'] ?? []) as readonly ShownMessage[])
      messages.set(message.ts, message);
  };

  /** Older messages come in above; what is read stays where it is. */
  const loadOlder = async (): Promise<void> => {
    const oldest = [...messages.keys()].sort()[0];
    const before = scroller.scrollHeight - scroller.scrollTop;
    await load(oldest ?? null);
    draw();
    scroller.scrollTop = scroller.scrollHeight - before;
  };

  const take = (push: Push): void => {
    if (push.kind === 'gone' && push.channel === channel && messages.delete(push.ts)) drawSoon();
    if (push.kind !== 'message' || !belongs(push.message)) return;
    // A change of a message that was not loaded yet will come with its page.
    if (!push.fresh && !messages.has(push.message.ts)) return;
    messages.set(push.message.ts, push.message);
    if (push.fresh && push.message.user === store.snapshot.me) following = true;
    else if (push.fresh && !following) jump.classList.remove('hidden');
    drawSoon();
  };
  const stop = listenToPushes(take);
  // Tables, pictures and charts take their height after they were drawn; whoever reads the end stays there.
  const grown = new ResizeObserver(() => following && toBottom());
  grown.observe(list);

  return {
    element,
    reload: async () => {
      await load(null);
      draw();
    },
    close: () => {
      stop();
      grown.disconnect();
    },
  };
};
