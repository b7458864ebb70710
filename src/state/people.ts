import { and, eq } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { people } from '#src/database/schema/state.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';

/** What an admin set for a person. */
export type Person = {
  readonly departments: readonly Department[];
  readonly roles: readonly string[];
  readonly isAdmin: boolean;
};

/** The settings of a person; null when nobody made any. */
export const findPerson = async (db: Db, teamId: string, userId: string): Promise<Person | null> => {
  const [row] = await db
    .select({ departments: people.departments, roles: people.roles, isAdmin: people.isAdmin })
    .from(people)
    .where(and(eq(people.teamId, teamId), eq(people.userId, userId)));
  return row ? { ...row, departments: row.departments.filter(isDepartment) } : null;
};

/** Sets what a person belongs to and may do. */
export const savePerson = async (
  db: Db,
  person: Person & { readonly teamId: string; readonly userId: string; readonly at: Temporal.Instant },
): Promise<void> => {
  const { at, departments, roles, ...key } = person;
  const row = { ...key, departments: [...departments], roles: [...roles], updatedAt: at.toString() };
  await db
    .insert(people)
    .values(row)
    .onConflictDoUpdate({ target: [people.teamId, people.userId], set: row });
};
