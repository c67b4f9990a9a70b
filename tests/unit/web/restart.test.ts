/** Who is signed in stays so when the identity provider is started again, and single logout still knows whom to tell. */

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openState } from '../../../idp/index.ts';
import { cookieOf, signIn } from './person.ts';
import { entityId, notes, open, redirectUrl, stateWithKey, withIdp } from './sp-side.ts';

const told = { ...notes, logoutUrl: 'https://notes.example/slo' };

const instantOf = (xml: string): string | undefined => /AuthnInstant="([^"]+)"/.exec(xml)?.[1];

test('the session, its instant and its participants are those of before; after a sign-out it stays ended', async () => {
  const state = stateWithKey();
  const instants: (string | undefined)[] = [];
  let cookie = '';
  await withIdp(
    async (idp) => {
      cookie = cookieOf(await signIn(idp));
      instants.push(instantOf((await open(redirectUrl(idp), { headers: { cookie } })).response));
    },
    { state, targets: [told], clock: () => new Date('2026-11-22T08:00:00Z') },
  );
  await withIdp(
    async (idp) => {
      instants.push(instantOf((await open(redirectUrl(idp), { headers: { cookie } })).response));
      const bye = await open(`${idp.baseUrl}/signout`, { headers: { cookie } });
      expect(bye.body).toMatch(/https:\/\/notes\.example\/slo\?SAMLRequest/);
    },
    { state, targets: [told], clock: () => new Date('2026-11-22T09:00:00Z') },
  );
  expect(instants[0]).toMatch(/^2026-11-22T08:00/);
  expect(instants[1]).toBe(instants[0]);
  await withIdp(async (idp) => expect((await open(redirectUrl(idp), { headers: { cookie } })).page).toBe('sign-in'), {
    state,
    targets: [told],
  });
});

test('the file is private and holds no cookie; a damaged one is said, and everybody signs in again', async () => {
  const folder = test.info().outputPath('state');
  const lines: string[] = [];
  const options = { targets: [notes], log: (line: string) => void lines.push(line) };
  let cookie = '';
  await withIdp(async (idp) => void (cookie = cookieOf(await signIn(idp))), { ...options, state: folder });
  const path = join(folder, 'sessions.json');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const state = await openState(folder);
  const kept = state.read('sessions.json') ?? '';
  expect(kept).toContain(entityId);
  expect(kept).not.toContain(cookie.split('=')[1]);
  state.write('sessions.json', '{"sessions":7}');
  await withIdp(async (idp) => expect((await open(redirectUrl(idp), { headers: { cookie } })).page).toBe('sign-in'), {
    ...options,
    state,
  });
  expect(lines.join('\n')).toContain('sessions.json of the state cannot be read');
});

test('sessions end after 90 days, the longest that a browser keeps the cookie', async () => {
  const state = stateWithKey();
  let cookie = '';
  const at = (instant: string) => ({ state, targets: [notes], clock: () => new Date(instant) });
  await withIdp(async (idp) => void (cookie = cookieOf(await signIn(idp))), at('2026-01-01T00:00:00Z'));
  const pageAt = (instant: string): Promise<string | null> =>
    withIdp(async (idp) => (await open(redirectUrl(idp), { headers: { cookie } })).page, at(instant));
  expect(await pageAt('2026-03-31T00:00:00Z')).toBe('post');
  expect(await pageAt('2026-04-02T00:00:00Z')).toBe('sign-in');
});
