import { notKnownText } from '#src/answer/not-known.ts';
import type { Reply } from '#src/answer/reply.ts';
import { plainReply } from '#src/answer/reply.ts';
import type { Propose, Scene } from '#src/answer/scene.ts';
import type { Question } from '#src/digests/define.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { judge } from '#src/watches/judge.ts';
import type { Look } from '#src/watches/read.ts';
import { lookAt } from '#src/watches/read.ts';
import type { WatchWish } from '#src/watches/watch.ts';
import { sayThings, sayWatch } from '#src/watches/words.ts';
import { notThere } from './not-there.ts';
import { objectionTo } from './objection.ts';
import type { Places } from './places.ts';
import { findWhere } from './where.ts';
import type { Wish } from './wish.ts';

type Asked = Extract<Parameters<Propose>[0], { readonly kind: 'watch' }>;

/** Splits by time belong to reports: a watch looks at the hour or the day that runs. */
const grains: Readonly<Record<string, 'hour' | 'day' | 'week' | 'month'>> = {
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
};

const withRunningPeriod = (query: MetricQuery, now: Temporal.Instant): MetricQuery => {
  const grain = query.groupBy.map((id) => grains[id]).find((unit) => unit !== undefined);
  const groupBy = query.groupBy.filter((id) => grains[id] === undefined);
  if (!grain) return { ...query, groupBy };
  const to = now.toZonedDateTimeISO(query.period.from.timeZoneId);
  const label = grain === 'hour' ? 'the last hour' : `this ${grain}`.replace('this day', 'today');
  return { ...query, groupBy, period: { from: to, to, label, unit: grain, count: 1, toDate: true } };
};

/** What falls short can only be told when the day (or week) is over: every morning begins with nothing. */
const withWholePeriod = (query: MetricQuery, op: Asked['op']): MetricQuery => {
  const { period } = query;
  const { unit } = metric(query.metrics[0] ?? '');
  const grows = unit.kind === 'count' || unit.kind === 'money';
  if (!op.startsWith('<') || !period.toDate || !grows || period.unit === 'hour') return query;
  const label = period.unit === 'day' ? 'yesterday' : `last ${period.unit}`;
  return { ...query, period: { ...period, toDate: false, count: 1, label } };
};

const stateText = (rule: WatchWish, look: Look, now: Temporal.Instant, scene: Scene): string => {
  if (look.kind === 'not_known')
    return look.why === 'too_old'
      ? 'What I have is too old to judge by now; I begin when newer figures come in.'
      : `${notKnownText(look.why, scene.estate)} I begin when they come in.`;
  const { beyond } = judge(look.readings, look.unknown, {}, now);
  if (Object.keys(beyond).length > 0)
    return `It is so already now: ${sayThings(beyond, rule)}. I tell you the next time.`;
  const [first] = look.readings;
  return first && look.readings.length === 1 ? `Now: ${first.said}.` : 'Nothing is beyond it now.';
};

/** Says what would be watched, as it is understood, with its value now; or what is in the way. */
export const proposeWatch = async (
  asked: Asked,
  question: Question,
  scene: Scene,
  places: Places,
): Promise<Reply> => {
  const { asker, place, text, now } = question;
  const where = await findWhere(text, place, asker, places);
  if (where.kind !== 'found') return notThere(asked, where);
  const query = withWholePeriod(withRunningPeriod(asked.query, now), asked.op);
  const wish: WatchWish = {
    query,
    of: 'value',
    op: asked.op,
    limit: asked.value,
    flag: null,
    quiet: null,
    zone: scene.zone,
  };
  const intent = { digest: null, query, asker, place: where.standing.place, now };
  const wrong = await objectionTo(intent, scene.database.fast);
  if (wrong) return plainReply('refuse', asked, wrong.what, { lines: [wrong.hint], audience: 'asker' });
  const isPrivate = where.standing.place.kind === 'direct';
  const whom = isPrivate ? 'Shall I tell you' : `Shall I tell ${where.standing.name}`;
  return plainReply('proposal', asked, `${whom} about ${sayWatch(wish)}?`, {
    lines: [
      stateText(wish, await lookAt(wish, scene), now, scene),
      'I tell it once when it begins and once when it is over.',
    ],
    proposed: {
      label: 'Watch it',
      wish: { kind: 'watch', channelId: where.channelId, wish } satisfies Wish,
      previews: false,
    },
  });
};
