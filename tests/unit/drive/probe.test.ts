/** Conditions and probes over a page's facts. */

import { expect, test } from '@playwright/test';
import {
  atPointer,
  globToRegExp,
  holds,
  probeText,
  probeValues,
  type PageView,
} from '../../../scenarios/drive/probe.ts';
import { factsOf } from '../../../scenarios/drive/protected-page.ts';
import { siteOf } from '../../../scenarios/drive/site.ts';
import { stateForReplay, withoutValue } from '../../../scenarios/drive/cookies.ts';
import { sourceOf } from '../../../scenarios/drive/http-document.ts';
import { learnSettling } from '../../../scenarios/run/settling.ts';
import { screenshotPolicy } from '../../../scenarios/run/screenshots.ts';

const view: PageView = {
  url: 'https://notes.example/me?x=1',
  status: 200,
  text: 'Signed in as B.Simon <b.simon@contoso.com>',
  raw: '{"user":{"na/me":"Simon","roles":["a","b"],"none":null}}',
  selected: { '#who': ' Simon ', '#gone': null },
};

test('all given conditions must hold, and an empty one never does', () => {
  expect(holds({ status: 200, url: 'https://notes.example/**', selector: '#who', text: 'as B' }, view)).toBe(true);
  expect(holds({ status: 200, selector: '#gone' }, view)).toBe(false);
  expect(holds({ json: '/user/roles/1' }, view)).toBe(true);
  expect(holds({ json: '/user/roles/2' }, view)).toBe(false);
  expect(holds({}, view)).toBe(false);
});

test('a probe gives text, group 1 of an expression, or JSON', () => {
  expect(probeText({ selector: '#who' }, view)).toBe('Simon');
  expect(probeText({ selector: '#gone' }, view)).toBeNull();
  expect(probeText({ text: '<(.+)>' }, view)).toBe('b.simon@contoso.com');
  expect(probeText({ json: '/user/na~1me' }, view)).toBe('Simon');
  expect(probeText({ json: '/user/roles' }, view)).toBe('["a","b"]');
  expect(probeText({ json: '/user/none' }, view)).toBeNull();
});

test('pointers reach own properties only', () => {
  expect(atPointer('{"a":1}', '/constructor')).toBeUndefined();
  expect(atPointer('not json', '/a')).toBeUndefined();
});

test('one star stops at a slash, two do not', () => {
  expect(globToRegExp('https://a/*').test('https://a/b/c')).toBe(false);
  expect(globToRegExp('https://a/**').test('https://a/b/c')).toBe(true);
  expect(globToRegExp('https://a.b/').test('https://axb/')).toBe(false);
});

test('a site is scheme and registrable domain, without the port', () => {
  expect(siteOf('https://a.notes.co.uk:8443/x')).toBe('https://notes.co.uk');
  expect(siteOf('http://127.0.0.1:1/')).toBe(siteOf('http://127.0.0.1:2/'));
  expect(siteOf('http://localhost:1/')).not.toBe(siteOf('http://127.0.0.1:1/'));
});

test('a Set-Cookie line loses its value and nothing else', () => {
  expect(withoutValue('sid=s3cret=; Path=/;HttpOnly; SameSite=Lax')).toBe('sid; Path=/; HttpOnly; SameSite=Lax');
});

test('a replay starts from the cookies before, or from none when the sign-in changed none', () => {
  const cookie = { name: 'sid', value: '1', domain: 'a', path: '/', expires: -1, httpOnly: true, secure: false };
  const with1 = { cookies: [cookie], storage: [{ origin: 'http://a', name: 'asked', value: '1' }] };
  expect(stateForReplay(with1, { ...with1, cookies: [{ ...cookie, value: '2' }] })).toEqual(with1);
  expect(stateForReplay(with1, with1)).toEqual({ ...with1, cookies: [] });
});

test('a document that is no markup stands as text in its source, as in a browser', () => {
  const common = { url: 'https://sp.example/', status: 200, location: null, refresh: null };
  const source = (contentType: string, body: string): string => sourceOf({ ...common, contentType, body });
  expect(source('application/json', '{"a":"<b>&"}')).toBe('<pre>{"a":"&lt;b>&amp;"}</pre>');
  expect(source('text/plain; charset=utf-8', '<b>')).toBe('<pre>&lt;b></pre>');
  for (const type of ['text/html', 'application/xhtml+xml', 'image/svg+xml', '']) {
    expect(source(type, '<p>&amp;<b>')).toBe('<p>&amp;<b>');
  }
});

test('settling is three times the slowest control and half a second, within the limit', () => {
  const page = { settledMs: 400 } as never;
  const one = { visit: { page, failure: null, identityChangedMs: 0 }, journey: { landingMs: 0 } as never };
  expect(learnSettling([one], 15)).toEqual({
    protectedPageMs: 1_700,
    landingMs: 0,
    identityMs: 0,
    landingCounts: true,
    plainAnswer: 'different',
  });
  const alike = { ...one, visit: { ...one.visit, plainAnswer: 'alike' as const } };
  expect(learnSettling([alike, alike], 15).plainAnswer).toBe('alike');
  expect(learnSettling([alike, one], 15).plainAnswer).toBe('different');
  expect(learnSettling([alike, { ...alike, visit: { ...alike.visit, identityChangedMs: 9 } }], 15)).toMatchObject({
    plainAnswer: 'different',
  });
  expect(learnSettling([one], 1).protectedPageMs).toBe(1_000);
});

test('pictures are taken of controls and of what is not clearly fine', () => {
  const page = { signedIn: false, signedOut: true, onInertPage: false, waitedFully: false, identity: null };
  const facts = { role: 'judged', failure: null, protectedPage: page } as never;
  expect(screenshotPolicy({ key: 'a/b', expect: 'reject' }, '/out')(facts)).toBeNull();
  expect(screenshotPolicy({ key: 'a/b', expect: 'accept' }, '/out')(facts)?.relative).toBe('screenshots/a_b.png');
  expect(screenshotPolicy({ key: 'a/b', expect: 'control' }, '/out')(facts)).not.toBeNull();
});

test('a table of values comes apart, one text an element', () => {
  const apart = { ...view, pieces: { '#who': ['name', 'Simon'], '#gone': [] } };
  expect(probeValues({ selector: '#who' }, apart)).toEqual(['name', 'Simon']);
  expect(probeValues({ selector: '#who' }, { ...view, pieces: { '#who': ['Simon'] } })).toBe('Simon');
  expect(probeValues({ json: '/user/roles' }, apart)).toEqual(['a', 'b']);
});

/** Whether somebody is signed in where strangers are shown this, or nothing. */
function signedIn(shows: '' | null, shown: string | null): boolean {
  const protectedPage = {
    url: view.url,
    signedIn: { status: 200 },
    identity: { selector: '#it' },
    openToAll: { shows },
  };
  const profile = {
    sp: { acsUrl: 'https://notes.example/acs' },
    signIn: { startUrl: view.url, steps: [] },
    afterSignIn: [],
    protectedPage,
    limits: { stepSeconds: 1, pauseMs: 0 },
  };
  return factsOf(profile, { ...view, selected: { '#it': shown } }, { onInertPage: false }).signedIn;
}

test('where the signed-in condition holds for strangers too, only what they do not see is a session', () => {
  expect(signedIn(null, null)).toBe(false);
  expect(signedIn(null, ' ')).toBe(true);
  expect(signedIn(null, 'b.simon')).toBe(true);
  expect(signedIn('', '')).toBe(false);
  expect(signedIn('', null)).toBe(false);
  expect(signedIn('', 'b.simon')).toBe(true);
});
