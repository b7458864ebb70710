import { allow } from '#src/answer/allow.ts';
import { sayTime } from '#src/answer/words/periods.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import type { Written } from '#src/outbox/write.ts';
import { revive } from '#src/state/stored.ts';
import type { Beyond, Watch } from '#src/watches/watch.ts';
import { findWatch } from '#src/watches/watches.ts';
import { capital, sayAlert, sayFor, sayWatch } from '#src/watches/words.ts';
import type { Message } from './message.ts';
import { permitFor } from './permit.ts';
import type { Places } from './places.ts';
import type { Alert, Recovery } from './watch-chore.ts';
import { note } from './write-notice.ts';

type Deps = {
  readonly desk: { readonly database: { readonly fast: Parameters<typeof findWatch>[0] } };
  readonly places: Places;
  readonly now: () => Temporal.Instant;
};

type WrittenWatch =
  | { readonly kind: 'message'; readonly message: Message }
  | Exclude<Written, { readonly kind: 'written' }>;

const onlyOf = (beyond: Beyond | null, keys: readonly string[]): Beyond =>
  Object.fromEntries(Object.entries(beyond ?? {}).filter(([key]) => keys.includes(key)));

const sinceText = (things: Beyond, { zone }: Watch): string => {
  const [first] = Object.values(things).toSorted((a, b) => Temporal.Instant.compare(a.since, b.since));
  return first ? `Noticed at ${sayTime(first.since.toZonedDateTimeISO(zone))}.` : '';
};

const alertMessage = (watch: Watch, things: Beyond): Message => ({
  kind: 'alert',
  watch: watch.id,
  reply: note(sayAlert(watch, things), [
    [sinceText(things, watch), overText(watch)].filter((text) => text !== '').join(' '),
  ]),
  open: { kind: 'metrics', query: watch.query, assumptions: [] },
});

const overText = ({ query: { period } }: Watch): string =>
  period.unit === 'instant' ? '' : `Looked at over ${period.label}.`;

const recoveryMessage = (watch: Watch, things: Beyond, now: Temporal.Instant): Message => {
  const [first] = Object.values(things);
  const names = Object.keys(things).filter((name) => name !== 'all');
  const which = names.length > 0 ? `: ${names.slice(0, 5).join(', ')}` : '';
  return {
    kind: 'reply',
    reply: note(`Back to normal${which}.`, [
      `${capital(sayWatch(watch))}: over${first ? `, after ${sayFor(first.since, now)}` : ''}.`,
    ]),
  };
};

/** What an alert says when it is posted: rights are looked at anew, and what is over by then is not told. */
export const writeWatch = async (delivery: Delivery, deps: Deps): Promise<WrittenWatch> => {
  const watch = await findWatch(deps.desk.database.fast, delivery.origin);
  if (!watch || watch.paused !== null) return { kind: 'nothing', reason: 'the watch has ended' };
  const permit = await permitFor({ ...watch, stores: watch.query.stores }, deps.places);
  if (permit.kind === 'refused') return permit;
  const { asker, place } = permit;
  const meaning = { kind: 'metrics', query: watch.query, assumptions: [] } as const;
  const question = { text: '', asker, place, thread: null, stores: [], now: deps.now() };
  if (allow(meaning, question).kind !== 'place') return { kind: 'refused', error: 'owner_lost_rights' };
  const content = revive(delivery.content) as Alert | Recovery;
  if (content.kind === 'recovered')
    return { kind: 'message', message: recoveryMessage(watch, content.things, deps.now()) };
  const things = onlyOf(watch.beyond, content.keys);
  return Object.keys(things).length === 0
    ? { kind: 'nothing', reason: 'it was over before it could be told' }
    : { kind: 'message', message: alertMessage(watch, things) };
};
