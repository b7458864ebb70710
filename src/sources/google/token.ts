import { createSign } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#src/lib/errors.ts';
import type { Http } from '../http/http.ts';
import { shaped } from '../shop/reading.ts';

/** What opens a Google API: a service account (its JSON file), or a refresh token of a person's consent. */
export type GoogleAccess =
  | { readonly kind: 'service_account'; readonly credentials: string; readonly scope: string }
  | {
      readonly kind: 'refresh_token';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly refreshToken: string;
    };

const address = 'https://oauth2.googleapis.com/token';

const account = z.object({ client_email: z.string(), private_key: z.string() });
const answer = z.object({ access_token: z.string(), expires_in: z.number() });

const base64url = (text: string | Buffer): string => Buffer.from(text).toString('base64url');

/** A signed statement of who we are (RFC 7523), good for an hour. Throws AppError when the credentials are no service account. */
const assertion = (credentials: string, scope: string, now: Temporal.Instant, setting: string): string => {
  const read = account.safeParse(jsonOf(credentials));
  if (!read.success) throw unusable(setting);
  const { client_email: issuer, private_key: key } = read.data;
  const issued = Math.floor(now.epochMilliseconds / 1000);
  const claims = { iss: issuer, scope, aud: address, iat: issued, exp: issued + 3600 };
  const body = `${base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))}.${base64url(JSON.stringify(claims))}`;
  try {
    return `${body}.${base64url(createSign('RSA-SHA256').update(body).sign(key))}`;
  } catch {
    throw unusable(setting);
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const unusable = (setting: string): AppError =>
  new AppError('bad_config', `${setting} is no service account`, {
    userMessage: `${setting} does not hold the key file of a service account.`,
    hint: 'Google Cloud console → IAM → Service accounts → Keys → JSON; put the whole file there.',
  });

const formOf = (access: GoogleAccess, now: Temporal.Instant, setting: string): URLSearchParams =>
  access.kind === 'service_account'
    ? new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertion(access.credentials, access.scope, now, setting),
      })
    : new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: access.clientId,
        client_secret: access.clientSecret,
        refresh_token: access.refreshToken,
      });

/** Access tokens, asked for again when the last one is about to end. `setting` is named when Google refuses it. */
export const openGoogleTokens = (
  http: Http,
  access: GoogleAccess,
  now: () => Temporal.Instant,
  setting: string,
): ((signal: AbortSignal) => Promise<string>) => {
  let last: { readonly token: string; readonly until: Temporal.Instant } | null = null;
  return async (signal) => {
    if (last && Temporal.Instant.compare(now().add({ minutes: 2 }), last.until) < 0) return last.token;
    const { status, json } = await http.ask({
      url: address,
      method: 'POST',
      idempotent: true,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: formOf(access, now(), setting).toString(),
      signal,
    });
    if (status !== 200)
      throw new AppError('not_allowed', `Google refuses ${setting}: ${status}`, {
        userMessage: `Google does not accept ${setting} any more (${status}).`,
        hint: 'Consent may have been withdrawn or the key deleted: make a new one.',
      });
    const { access_token: token, expires_in: seconds } = shaped(answer, json);
    last = { token, until: now().add({ seconds: Math.floor(seconds) }) };
    return token;
  };
};
