import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

/** Short reference a person can read out and the log carries: `K7Q-2MX`. No letters that look like digits. */
export const newReference = (): string => {
  const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  const letters = [...randomBytes(6)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
};

export const newId = (): string => randomUUID();

/** Keyed hash that stands for a person: the same person always gives the same key, and nobody can go back without the secret. */
export const personKey = (secret: string, identity: string): string =>
  createHmac('sha256', secret).update(identity.trim().toLowerCase()).digest('base64url').slice(0, 22);

/** Name-based UUID (RFC 9562, version 5): the same name always gives the same id. */
export const namedUuid = (name: string): string => {
  const hash = createHash('sha1').update('crosswalk:').update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};
