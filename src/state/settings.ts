import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { settings } from '#src/database/schema/stores.ts';

/** A stored setting as it stands, or null when nobody has set it. */
export const readSetting = async (db: Db, key: string): Promise<unknown> => {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value ?? null;
};

/** Sets a setting; its version grows, so that what was computed with an older one is known to be stale. */
export const writeSetting = async (
  db: Db,
  setting: {
    readonly key: string;
    readonly value: unknown;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> => {
  const row = {
    key: setting.key,
    value: setting.value,
    changedAt: setting.at.toString(),
    changedBy: setting.by,
  };
  await db
    .insert(settings)
    .values({ ...row, version: 1 })
    .onConflictDoUpdate({ target: settings.key, set: { ...row, version: sql`${settings.version} + 1` } });
};

/** The secret of this installation, made once: what person keys are hashed with. */
export const installSecret = async (db: Db, at: Temporal.Instant): Promise<string> => {
  const key = 'install_secret';
  await db
    .insert(settings)
    .values({
      key,
      value: randomBytes(32).toString('base64url'),
      version: 1,
      changedAt: at.toString(),
      changedBy: 'crosswalk',
    })
    .onConflictDoNothing();
  return String(await readSetting(db, key));
};
