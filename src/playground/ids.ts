import { createHash, createHmac, randomFillSync } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const letters = (bytes: Uint8Array, from: number, count: number): string => {
  let text = '';
  for (let at = from; at < from + count; at++) text += alphabet[(bytes[at] ?? 0) % 36];
  return text;
};

/** The id that a thing of the given name always has: `U4K…` for the person `mia`. */
export const fixedId = (prefix: string, name: string): string =>
  prefix + letters(createHash('sha256').update(`${prefix}:${name}`).digest(), 0, 10);

/** Randomness is drawn in stock: several ids go with every message. */
const stock = new Uint8Array(4096);
let drawn = stock.length;

/** A new id in Slack's shape. */
export const newId = (prefix: string, length = 10): string => {
  if (drawn + length > stock.length) {
    randomFillSync(stock);
    drawn = 0;
  }
  drawn += length;
  return prefix + letters(stock, drawn - length, length);
};

/** The app's secrets, always the same for one seed, so that a bot configured once keeps working. */
export type Secrets = {
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** The old verification token that payloads still carry. */
  readonly verificationToken: string;
};

export const secretsFor = (seed: string, appId: string): Secrets => {
  const part = (name: string, length: number): string =>
    createHmac('sha256', seed).update(`${appId}:${name}`).digest('hex').slice(0, length);
  return {
    botToken: `xoxb-${part('bot', 32)}`,
    appToken: `xapp-1-${appId}-${part('app', 40)}`,
    signingSecret: part('signing', 32),
    verificationToken: part('verification', 24),
  };
};

/** Hands out message timestamps (`seconds.microseconds`): each later than the one before, near the clock's time. */
export type TimestampMaker = {
  readonly next: (nowMs: number) => string;
  /** Makes sure that the next one is later than `ts`. */
  readonly after: (ts: string) => void;
};

export const createTimestamps = (): TimestampMaker => {
  let last = 0;
  return {
    next: (nowMs) => {
      last = Math.max(last + 1, Math.trunc(nowMs) * 1000);
      return `${Math.trunc(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
    },
    after: (ts) => {
      const [seconds = '0', micros = '0'] = ts.split('.');
      last = Math.max(last, Number(seconds) * 1_000_000 + Number(micros));
    },
  };
};

/** Whether a text has the form of a message timestamp. */
export const isTimestamp = (text: string): boolean => /^\d{1,12}\.\d{6}$/.test(text);
