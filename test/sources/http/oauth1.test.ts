import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { oauth1, oauthHeader, oauthUrl } from '#src/sources/http/oauth1.ts';

const stamp = { timestamp: 137131201, nonce: '7d8f3e4a' };

test('the signature base string is that of RFC 5849, section 3.4.1', () => {
  const url = 'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b';
  const keys = {
    consumerKey: '9djdj82h48djs9d2',
    consumerSecret: 'j49sk3j29djd',
    token: 'kkk9d7dh3k39sjv7',
    tokenSecret: 'dh893hdasih9',
  };
  const base =
    'GET&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D' +
    '%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA256' +
    '%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7%26oauth_version%3D1.0';
  expect(oauth1(keys, 'GET', url, stamp)['oauth_signature']).toBe(
    createHmac('sha256', 'j49sk3j29djd&dh893hdasih9').update(base).digest('base64'),
  );
});

test('a consumer without a token signs with an empty token secret', () => {
  const keys = { consumerKey: 'ck_1', consumerSecret: 'cs_1' };
  const parameters = oauth1(keys, 'GET', 'http://127.0.0.1:8181/wp-json/wc/v3/orders?per_page=2', stamp);
  const base =
    'GET&http%3A%2F%2F127.0.0.1%3A8181%2Fwp-json%2Fwc%2Fv3%2Forders&oauth_consumer_key%3Dck_1%26oauth_nonce%3D7d8f3e4a' +
    '%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D137131201%26oauth_version%3D1.0%26per_page%3D2';
  expect(parameters['oauth_signature']).toBe(createHmac('sha256', 'cs_1&').update(base).digest('base64'));
  expect(parameters['oauth_token']).toBeUndefined();
});

test('parameters go into a header or into the address, escaped', () => {
  expect(oauthHeader({ oauth_signature: 'a+b/c=' })).toBe('OAuth oauth_signature="a%2Bb%2Fc%3D"');
  expect(oauthUrl('http://shop.test/x?status[]=any&q=a b', { oauth_signature: 'a+b=' })).toBe(
    'http://shop.test/x?status%5B%5D=any&q=a%20b&oauth_signature=a%2Bb%3D',
  );
});

test('every signature has a nonce of its own', () => {
  const keys = { consumerKey: 'k', consumerSecret: 's' };
  const nonce = (): string | undefined =>
    oauth1(keys, 'GET', 'http://x.test/', { timestamp: 1 })['oauth_nonce'];
  expect(nonce()).not.toBe(nonce());
});
