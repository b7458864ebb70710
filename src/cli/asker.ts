import type { Database } from '../database/connect.ts';
import type { Place, Question } from '../language/interpretation.ts';
import { departments, isDepartment } from '../lib/departments.ts';
import { AppError } from '../lib/errors.ts';
import { readEstate } from '../query/stores.ts';

/** The kind of place a question is asked in: `dm`, `public`, `private` or `private:<department>`. Throws AppError('bad_input'). */
export const placeOf = (channel: string): Place => {
  const [kind, department] = channel.split(':');
  if (kind === 'dm') return { kind: 'direct' };
  if (kind === 'public') return { kind: 'public', channel: 'cli' };
  if (kind === 'private' && (department === undefined || isDepartment(department))) {
    return { kind: 'private', channel: 'cli', department: department ?? null };
  }
  throw new AppError('bad_input', `no channel ${channel}`, {
    userMessage: `"${channel}" is not a kind of channel.`,
    hint: 'Use dm, public or private:<department>.',
  });
};

/** The departments somebody asks for: one, or none. Throws AppError('bad_input'). */
export const departmentsOf = (name: string | null): Question['asker']['departments'] => {
  if (name === null || name === '') return [];
  if (isDepartment(name)) return [name];
  throw new AppError('bad_input', `no department ${name}`, {
    userMessage: `"${name}" is not a department.`,
    hint: `Departments are ${departments.join(', ')}.`,
  });
};

/** Throws AppError('bad_input') naming the first of these stores that there is not. */
export const insistOnStores = async ({ fast }: Database, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const { stores } = await readEstate(fast);
  const unknown = ids.find((id) => stores.every((store) => store.id !== id));
  if (unknown === undefined) return;
  throw new AppError('bad_input', `no store ${unknown}`, {
    userMessage: `There is no store "${unknown}".`,
    hint: `Stores are ${stores.map(({ id }) => id).join(', ')}.`,
  });
};
