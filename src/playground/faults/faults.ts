import { createHash } from 'node:crypto';
import type { Json } from '../json.ts';
import { isObject, numberOf, objectsOf, textOf } from '../json.ts';

/** Trouble that Slack or the network between it and the app can have. */
export const apiFaults = [
  /** 429 with Retry-After of `seconds`; nothing is done. */
  'rate_limited',
  /** `ok: false` with `error`; nothing is done. */
  'error',
  /** 500; nothing is done. */
  'http_500',
  /** 500, although the call was carried out. */
  'http_500_after',
  /** The call is carried out and the connection drops before the answer. */
  'lost_response',
  /** The call is carried out after `ms`. */
  'slow',
  /** History and replies leave out what is younger than `ms`. */
  'history_lag',
] as const;

const deliveryFaults = [
  /** Acknowledged, and yet sent `count` more times with retry marks. */
  'redeliver',
  /** Sent after the next one. */
  'reorder',
  /** Sent after `ms`. */
  'late',
  /** The socket closes right after the envelope went out. */
  'drop_socket',
  /** The same envelope goes out on every socket. */
  'every_socket',
  /** Signed with a time that is `seconds` off (signed HTTP only). */
  'clock_skew',
] as const;

type FaultKind = (typeof apiFaults)[number] | (typeof deliveryFaults)[number];

export type Fault = {
  readonly kind: FaultKind;
  /** Method name, event type, command or action id it is for; every one when left out. */
  readonly only: string | null;
  /** How often it strikes; for ever when null. */
  readonly times: number | null;
  /** Share of the matching cases it strikes, 0–1, decided by the seed. */
  readonly chance: number;
  readonly seconds: number;
  readonly ms: number;
  readonly count: number;
  readonly error: string;
};

export type Faults = {
  readonly set: (faults: readonly Fault[], seed?: string) => void;
  readonly list: () => readonly Fault[];
  /** The faults that strike this time; asking counts. `subjects` are the names the case goes by. */
  readonly strike: (kinds: readonly FaultKind[], subjects: readonly string[]) => readonly Fault[];
};

const isFaultKind = (kind: string | null): kind is FaultKind =>
  kind !== null && [...apiFaults, ...deliveryFaults].some((known) => known === kind);

export type FaultReading =
  | { readonly kind: 'read'; readonly faults: readonly Fault[]; readonly seed: string | null }
  | { readonly kind: 'refused'; readonly problem: string };

/** Reads `{seed?, faults: [{kind, only?, times?, chance?, seconds?, ms?, count?, error?}]}`. */
export const readFaults = (value: Json | undefined): FaultReading => {
  if (!isObject(value))
    return { kind: 'refused', problem: 'the body must be a JSON object with a list "faults"' };
  const faults: Fault[] = [];
  for (const given of objectsOf(value['faults'])) {
    const kind = textOf(given['kind']);
    if (!isFaultKind(kind)) return { kind: 'refused', problem: `there is no fault called "${kind ?? ''}"` };
    faults.push({
      kind,
      only: textOf(given['only']),
      times: numberOf(given['times']),
      chance: numberOf(given['chance']) ?? 1,
      seconds: numberOf(given['seconds']) ?? 1,
      ms: numberOf(given['ms']) ?? 1000,
      count: numberOf(given['count']) ?? 1,
      error: textOf(given['error']) ?? 'internal_error',
    });
  }
  return { kind: 'read', faults, seed: textOf(value['seed']) };
};

/** A number in [0, 1) that depends on nothing but its name, so that a run can be repeated exactly. */
const unit = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;

export const createFaults = (initialSeed: string): Faults => {
  let active: readonly { readonly fault: Fault; seen: number; struck: number }[] = [];
  let seed = initialSeed;
  return {
    set: (faults, newSeed) => {
      active = faults.map((fault) => ({ fault, seen: 0, struck: 0 }));
      seed = newSeed ?? seed;
    },
    list: () => active.map((one) => one.fault),
    strike: (kinds, subjects) =>
      active
        .filter((one, at) => {
          const { fault } = one;
          if (!kinds.includes(fault.kind)) return false;
          if (fault.only !== null && !subjects.includes(fault.only)) return false;
          if (fault.times !== null && one.struck >= fault.times) return false;
          one.seen += 1;
          if (fault.chance < 1 && unit(`${seed}:${at}:${one.seen}`) >= fault.chance) return false;
          one.struck += 1;
          return true;
        })
        .map((one) => one.fault),
  };
};
