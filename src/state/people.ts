import { inArray } from 'drizzle-orm';
import type { Db } from '#src/database/connect.ts';
import { people } from '#src/database/schema/state.ts';
import type { Department } from '#src/lib/departments.ts';
import { isDepartment } from '#src/lib/departments.ts';
import { grouped } from './grouped.ts';

/** What an admin set for a person. */
export type Person = {
  readonly departments: readonly Department[];
  readonly roles: readonly string[];
  readonly isAdmin: boolean;
};

type PersonKey = { readonly teamId: string; readonly userId: string };

const readPeople = async (db: Db, keys: readonly PersonKey[]): Promise<readonly (Person | null)[]> => {
  const rows = await db
    .select()
    .from(people)
    .where(
      inArray(
        people.userId,
        keys.map(({ userId }) => userId),
      ),
    );
  return keys.map(({ teamId, userId }) => {
    const row = rows.find((one) => one.teamId === teamId && one.userId === userId);
    return row
      ? { departments: row.departments.filter(isDepartment), roles: row.roles, isAdmin: row.isAdmin }
      : null;
  });
};

/** Looks up what an admin set for a person, as it stands now; null when nobody set anything. */
export const createFindPerson = (db: Db): ((key: PersonKey) => Promise<Person | null>) =>
  grouped((keys: readonly PersonKey[]) => readPeople(db, keys));

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
