import { newId } from '../ids.ts';
import type { Rules } from '../rules.ts';

/** What a trigger id stands for: the person whose doing it came from, and the view they did it in. */
type Trigger = { readonly person: string; readonly viewId: string | null };

type TriggerUse =
  | { readonly kind: 'valid'; readonly trigger: Trigger }
  | {
      readonly kind: 'refused';
      readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';
    };

/** Ids that let an app open a view for a moment, once. */
export type Triggers = {
  readonly issue: (trigger: Trigger) => string;
  readonly use: (id: string) => TriggerUse;
};

/** Spent and expired ids are kept this long, so that the answer can say which of the two it was. */
const rememberMs = 60_000;

export const createTriggers = (rules: Rules, nowMs: () => number): Triggers => {
  const issued = new Map<string, { readonly trigger: Trigger; readonly at: number; used: boolean }>();
  const forgetOld = (): void => {
    for (const [id, entry] of issued) {
      if (nowMs() - entry.at < rememberMs + rules.triggerMs) return;
      issued.delete(id);
    }
  };
  return {
    issue: (trigger) => {
      forgetOld();
      const id = `${Math.trunc(nowMs())}.${newId('', 6).toLowerCase()}.${newId('', 16).toLowerCase()}`;
      issued.set(id, { trigger, at: nowMs(), used: false });
      return id;
    },
    use: (id) => {
      const entry = issued.get(id);
      if (entry === undefined) return { kind: 'refused', error: 'invalid_trigger_id' };
      if (entry.used) return { kind: 'refused', error: 'exchanged_trigger_id' };
      if (nowMs() - entry.at > rules.triggerMs) return { kind: 'refused', error: 'expired_trigger_id' };
      entry.used = true;
      return { kind: 'valid', trigger: entry.trigger };
    },
  };
};
