import { allow } from '#src/answer/allow.ts';
import { answerChoice } from '#src/answer/answer.ts';
import type { Desk } from '#src/answer/scene.ts';
import type { Digest, DigestSources } from '#src/digests/define.ts';
import { reanchorQuery } from '#src/metrics/reanchor.ts';
import type { Delivery } from '#src/outbox/delivery.ts';
import { markOf } from '#src/outbox/poster.ts';
import type { Writer, Written } from '#src/outbox/write.ts';
import { readEstate } from '#src/query/stores.ts';
import { lostFigures } from './lost-figures.ts';
import { makeDigest } from './make-digest.ts';
import type { Message, RenderMessage } from './message.ts';
import { readMessage, storeMessage } from './message.ts';
import type { Notice } from './notices.ts';
import type { Permit } from './permit.ts';
import { permitFor } from './permit.ts';
import type { Places } from './places.ts';
import { lateMinutes } from './plan.ts';
import { readDaysOff } from './plan-due.ts';
import { sayWhen } from './say-schedule.ts';
import type { Schedule } from './schedule.ts';
import { figureDigest, timetableOf } from './schedule.ts';
import { findSchedule } from './schedules.ts';
import { nextSlot, previousDate } from './timetable.ts';
import { noticeReply } from './write-notice.ts';
import { writeWatch } from './write-watch.ts';

/** What writing messages needs; put together once. */
export type Desktop = {
  readonly desk: Desk;
  readonly digests: readonly Digest[];
  readonly sources: DigestSources;
  readonly places: Places;
  readonly render: RenderMessage;
  readonly now: () => Temporal.Instant;
};

/** How many days lie between a digest's slot and the one before. */
const daysBackOf = async (schedule: Schedule, desktop: Desktop): Promise<number> => {
  const now = desktop.now();
  const table = timetableOf(schedule, await readDaysOff(desktop.desk.database.fast, now), now);
  const today = now.toZonedDateTimeISO(schedule.zone).toPlainDate();
  return today.since(previousDate(table, today)).days;
};

const noteFor = (delivery: Delivery, schedule: Schedule, now: Temporal.Instant): string | null => {
  if (delivery.kind === 'test') return 'This is a test: nobody else was told.';
  const late = now.since(delivery.dueAt).total('minutes');
  if (delivery.kind !== 'digest' || late <= lateMinutes) return null;
  return `Late: this was due at ${sayWhen(delivery.dueAt, schedule.zone).split(', ')[1]}.`;
};

const writeFigure = async (
  schedule: Schedule,
  permit: Extract<Permit, { readonly kind: 'open' }>,
  desktop: Desktop,
): Promise<Message | { readonly kind: 'refused'; readonly error: string }> => {
  const { desk } = desktop;
  const now = desktop.now();
  const { company } = await readEstate(desk.database.fast);
  if (!schedule.query) return { kind: 'refused', error: 'no_such_digest' };
  const query = reanchorQuery(schedule.query, now, company.weekStart);
  const meaning = { kind: 'metrics', query, assumptions: [] } as const;
  const { asker, place, stores } = permit;
  const question = { text: '', asker, place, thread: null, stores, now };
  if (allow(meaning, question).kind !== 'place') return { kind: 'refused', error: 'owner_lost_rights' };
  return { kind: 'reply', reply: await answerChoice(meaning, question, desk) };
};

const writeDigest = async (
  delivery: Delivery,
  schedule: Schedule,
  desktop: Desktop,
): Promise<Message | { readonly kind: 'refused'; readonly error: string }> => {
  const permit = await permitFor(schedule, desktop.places);
  if (permit.kind === 'refused') return permit;
  if (schedule.digest === figureDigest) return writeFigure(schedule, permit, desktop);
  const digest = desktop.digests.find(({ id }) => id === schedule.digest);
  if (!digest) return { kind: 'refused', error: 'no_such_digest' };
  const madeAt = desktop.now();
  if (lostFigures(digest, permit, madeAt).length > 0) return { kind: 'refused', error: 'owner_lost_rights' };
  const daysBack = await daysBackOf(schedule, desktop);
  const value = await makeDigest(
    {
      ...permit,
      digest,
      teamId: schedule.teamId,
      daysBack,
      note: noteFor(delivery, schedule, madeAt),
      mark: markOf(delivery.id),
      record: delivery.kind !== 'test',
    },
    desktop,
  );
  return { kind: 'digest', value, daysBack, madeAt };
};

const writeNotice = async (notice: Notice, schedule: Schedule, desktop: Desktop): Promise<Message> => {
  const now = desktop.now();
  const { name } = await desktop.places.standing(schedule.teamId, schedule.channelId);
  const table = timetableOf(schedule, await readDaysOff(desktop.desk.database.fast, now), now);
  const label = desktop.digests.find(({ id }) => id === schedule.digest)?.label ?? schedule.digest;
  const next = schedule.paused ? null : (nextSlot(table, now)?.due ?? null);
  return { kind: 'reply', reply: noticeReply(notice, schedule, { digest: label, channel: name }, next) };
};

/** Writes what a schedule's deliveries say; everything else carries its message already and is only rendered. */
export const createWriter =
  (desktop: Desktop): Writer =>
  async (delivery): Promise<Written> => {
    const done = (message: Message): Written => ({
      kind: 'written',
      content: storeMessage(message),
      payload: desktop.render(message, delivery.id),
    });
    const given = readMessage(delivery.content);
    if (given) return done(given);
    if (delivery.kind === 'watch' || delivery.kind === 'recovery') {
      const written = await writeWatch(delivery, desktop);
      return 'message' in written ? done(written.message) : written;
    }
    const schedule = await findSchedule(desktop.desk.database.fast, delivery.origin);
    if (!schedule) return { kind: 'nothing', reason: 'the schedule was removed' };
    if (delivery.kind === 'notice') {
      return done(await writeNotice(delivery.content as Notice, schedule, desktop));
    }
    const written = await writeDigest(delivery, schedule, desktop);
    return written.kind === 'refused' ? written : done(written);
  };
