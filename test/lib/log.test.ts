import { expect, test } from 'vitest';
import { createLogger } from '#src/lib/log.ts';

const lineOf = (fields: Readonly<Record<string, unknown>>): string => {
  let line = '';
  createLogger('info', (text) => {
    line = text;
  }).info(fields, 'tested');
  return line;
};

test.each([
  ['xoxb-123-456-abcDEF', 'a bot token'],
  ['xapp-1-A1-22-abc', 'an app token'],
  ['sk-proj-abcdefgh1234', 'a model key'],
  ['shpat_0123456789abcdef', 'a shop token'],
  ['ck_0123456789abcdef0123456789abcdef01234567', 'a shop key'],
  ['AKIAIOSFODNN7EXAMPLE', 'a cloud key'],
  ['postgres://user:hunter2@host/db', 'a password in an address'],
  ['https://shop.example/wp-json?consumer_secret=cs_abc', 'a secret in a query'],
  ['mia.meyer@example.com', 'an e-mail address'],
  ['+49 30 1234 5678', 'a phone number'],
])('%s never reaches the log: it is %s', (secret) => {
  const line = lineOf({ text: `before ${secret} after` });
  expect(line).not.toContain(secret);
  expect(line).not.toMatch(/hunter2|cs_abc|1234 5678/);
  expect(line).toContain('before');
  expect(line).toContain('after');
});

test('figures and times stay', () => {
  expect(lineOf({ ms: 12, at: '2026-11-18T10:30:00Z', orders: 1234567 })).toContain('1234567');
});
