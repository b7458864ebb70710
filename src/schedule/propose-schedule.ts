import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import type { Propose, Scene } from '#src/answer/scene.ts';
import type { Digest, Question } from '#src/digests/define.ts';
import { fold } from '#src/lib/text.ts';
import { notThere } from './not-there.ts';
import { objectionTo } from './objection.ts';
import type { Places } from './places.ts';
import { readDaysOff } from './plan-due.ts';
import { saySchedule, sayWhen, titleOf } from './say-schedule.ts';
import type { ScheduleWish } from './schedule.ts';
import { figureDigest, scheduleId, timetableOf } from './schedule.ts';
import { findSchedule } from './schedules.ts';
import { nextSlot } from './timetable.ts';
import type { Where } from './where.ts';
import { findWhere, personOf } from './where.ts';
import type { Wish } from './wish.ts';

type Asked = Extract<Parameters<Propose>[0], { readonly kind: 'schedule' }>;

const wordsIn = (text: string): ReadonlySet<string> => new Set(fold(text).split(/[^\p{L}\p{N}]+/u));

/** Digests the words name. Those that are for the same word are told apart by how often they come. */
const digestsNamed = ({ about }: Asked, digests: readonly Digest[]): readonly Digest[] => {
  const words = wordsIn(about);
  const exact = digests.filter(({ id }) => about.includes(id));
  return exact.length > 0 ? exact : digests.filter((one) => one.words.some((word) => words.has(word)));
};

const weekdaysOf = (asked: Asked, digest: Digest | null): readonly number[] => {
  switch (asked.every) {
    case 'day':
      return digest && asked.at === null ? digest.usual.weekdays : [1, 2, 3, 4, 5, 6, 7];
    case 'weekday':
      return [1, 2, 3, 4, 5];
    default:
      return [asked.weekday ?? 1];
  }
};

const rhythmOf = (asked: Asked, digest: Digest | null): ScheduleWish['rhythm'] => {
  const at = Temporal.PlainTime.from(asked.at ?? digest?.usual.at ?? '08:00');
  return asked.every === 'month'
    ? { kind: 'month', at, day: 1 }
    : { kind: 'days', at, weekdays: weekdaysOf(asked, digest) };
};

const whichDigest = (asked: Asked, words: string, digests: readonly Digest[]): Reply => {
  const channel = /(?:^|\s)#[\p{L}\p{N}_-]+/u.exec(words)?.[0].trim() ?? '';
  return plainReply('clarify', asked, 'Which digest do you mean?', {
    choices: digests.slice(0, 4).map((one) => ({
      label: one.label,
      interpretation: { ...asked, about: `${one.id} ${channel}`.trim() },
    })),
  });
};

/** Says which digest would be posted where and when, to be confirmed; or what is in the way. */
export const proposeSchedule = async (
  asked: Asked,
  question: Question,
  scene: Scene,
  { places, digests }: { readonly places: Places; readonly digests: readonly Digest[] },
): Promise<Reply> => {
  const words = `${asked.about} ${question.text}`;
  const named = asked.query ? [] : digestsNamed(asked, digests);
  const [digest = null] = named;
  if (!asked.query && named.length !== 1)
    return whichDigest(asked, words, named.length > 0 ? named : digests.filter((one) => !one.forAdmins));
  const where = await findWhere(words, question.place, question.asker, places);
  if (where.kind !== 'found') return notThere(asked, where);
  const { standing } = where;
  const wish: ScheduleWish = {
    digest: digest?.id ?? figureDigest,
    query: asked.query,
    stores: question.stores,
    rhythm: rhythmOf(asked, digest),
    zone: scene.zone,
    holidays: asked.every === 'weekday' ? 'own' : null,
    quiet: null,
  };
  const wrong = await objectionTo(
    { ...wish, digest, asker: question.asker, place: standing.place, now: question.now },
    scene.database.fast,
  );
  if (wrong) return plainReply('refuse', asked, wrong.what, { lines: [wrong.hint], audience: 'asker' });
  return proposal(asked, { wish, digest, where }, question, scene);
};

/** The proposal in words: what, where, when, what it replaces. */
const proposal = async (
  asked: Asked,
  of: {
    readonly wish: ScheduleWish;
    readonly digest: Digest | null;
    readonly where: Extract<Where, { readonly kind: 'found' }>;
  },
  { asker, now }: Question,
  { database }: Scene,
): Promise<Reply> => {
  const { wish, digest } = of;
  const { channelId, standing } = of.where;
  const { teamId } = personOf(asker);
  const before = await findSchedule(database.fast, scheduleId({ ...wish, teamId, channelId }));
  const first = nextSlot(timetableOf(wish, await readDaysOff(database.fast, now), now), now);
  const to = standing.place.kind === 'direct' ? 'to you alone' : `in ${standing.name}`;
  return plainReply('proposal', asked, `Shall I post ${titleOf(wish, digest)} ${to}, ${saySchedule(wish)}?`, {
    lines: [
      ...(digest ? [`It says: ${digest.about}.`] : []),
      ...(first ? [`The first one comes on ${sayWhen(first.due, wish.zone)}.`] : []),
      ...(before ? [`It is there already, ${saySchedule(before)}: this changes it.`] : []),
      ...(asked.at === null ? ['You named no time, so I took the usual one.'] : []),
    ],
    proposed: {
      label: before ? 'Change it' : 'Set it up',
      wish: { kind: 'schedule', channelId, wish } satisfies Wish,
      previews: digest !== null,
    },
  });
};
