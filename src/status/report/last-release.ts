import { and, desc, eq, gte, inArray, lte } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { deploys } from '#src/database/schema/tech.ts';
import { instantFrom } from '#src/lib/time-range.ts';

/** A release to production. */
export type Release = {
  readonly service: string;
  readonly version: string | null;
  readonly at: Temporal.Instant;
};

/** From how long before an event on a release is worth naming beside it. */
const withinHours = 2;

/** The last release to production before an instant, when it was shortly before; null otherwise. */
export const lastReleaseBefore = async (
  db: Db,
  stores: readonly string[],
  at: Temporal.Instant,
): Promise<Release | null> => {
  const [row] = await db
    .select({ service: deploys.service, version: deploys.version, at: deploys.at })
    .from(deploys)
    .where(
      and(
        inArray(deploys.storeId, [...stores]),
        eq(deploys.environment, 'production'),
        lte(deploys.at, at.toString()),
        gte(deploys.at, at.subtract({ hours: withinHours }).toString()),
      ),
    )
    .orderBy(desc(deploys.at))
    .limit(1);
  return row ? { ...row, at: instantFrom(row.at) } : null;
};
