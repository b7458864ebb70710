import { allow } from '#src/answer/allow.ts';
import type { Db } from '#src/database/connect.ts';
import type { Digest } from '#src/digests/define.ts';
import { listOf } from '#src/lib/text.ts';
import { metric } from '#src/metrics/catalogue.ts';
import type { MetricQuery } from '#src/metrics/query.ts';
import { createFindPerson } from '#src/state/people.ts';
import { lostFigures } from './lost-figures.ts';
import type { Asker, Place } from './places.ts';
import type { Reason } from './reasons.ts';
import { personOf } from './where.ts';

/** What is to be posted, for whom it is set up, and where. */
export type Intent = {
  readonly digest: Digest | null;
  readonly query: MetricQuery | null;
  readonly asker: Asker;
  readonly place: Place;
  readonly now: Temporal.Instant;
};

/** Why somebody may not have this posted there; null when they may. */
export const objectionTo = async (
  { digest, query, asker, place, now }: Intent,
  db: Db,
): Promise<Reason | null> => {
  if (digest?.forAdmins && !(await createFindPerson(db)(personOf(asker)))?.isAdmin)
    return { what: 'That digest is for admins.', hint: 'An admin can set it up.' };
  const lost = digest ? lostFigures(digest, { asker, place }, now) : [];
  if (lost.length > 0)
    return {
      what: `You may not see ${listOf(lost.map((id) => metric(id).label))}, so you cannot set this up.`,
      hint: 'Somebody who may see it can.',
    };
  if (!query) return null;
  const question = { text: '', asker, place, thread: null, stores: [], now };
  const permission = allow({ kind: 'metrics', query, assumptions: [] }, question);
  if (permission.kind === 'no')
    return {
      what: `You may not see ${metric(permission.metric).label}, so you cannot set this up.`,
      hint: `Please ask ${listOf(permission.whom)}.`,
    };
  return permission.kind === 'place'
    ? null
    : {
        what: 'That figure may not be shown to everybody there.',
        hint: 'It can be sent to you privately: say “send me …”.',
      };
};
