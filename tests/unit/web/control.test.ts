/** The control endpoints: secret and loopback, every mistake at once, nothing taken from outside that only code may give. */

import { expect, test } from '@playwright/test';
import { XmlFatal } from '../../../idp/protocol/xml.ts';
import { isLoopbackAddress } from '../../../idp/web/control.ts';
import { armed, control, entityId, open, redirectUrl, withIdp } from './sp-side.ts';

test('without the secret nothing is told', async () => {
  await withIdp(async (idp) => {
    for (const secret of ['', 'wrong', idp.secret.slice(0, -1), `${idp.secret} `.repeat(2)]) {
      const { status, json } = await control(idp, 'GET', '/cases', undefined, secret);
      expect([status, json['error']]).toEqual([401, 'unauthorized']);
    }
    expect((await control(idp, 'GET', '/cases')).status).toBe(200);
  });
});

test('only this machine may steer', () => {
  const here = ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'];
  const elsewhere = ['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1', '0.0.0.0', '1127.0.0.1', undefined];
  expect(here.map(isLoopbackAddress)).toEqual(here.map(() => true));
  expect(elsewhere.map(isLoopbackAddress)).toEqual(elsewhere.map(() => false));
});

test('every mistake of a body is told, with its path', async () => {
  await withIdp(async (idp) => {
    const { status, json } = await control(idp, 'POST', '/exchanges', {
      case: 'conditions/none',
      user: 'nobody@contoso.com',
      claims: { email: 5 },
      plan: { audiance: 'x', notBefore: 'yesterday' },
      shape: { signing: 'none' },
      match: {},
      times: 0,
      application: 'urn:unknown',
      hold: 'yes',
      mutation: {},
    });
    expect([status, json['error']]).toEqual([400, 'exchange-invalid']);
    const errors = json['errors'] as string[];
    for (const path of [
      '/case',
      '/user',
      '/claims/email',
      '/plan',
      '/plan/notBefore',
      '/shape/signing',
      '/match',
      '/times',
      '/application',
      '/hold',
      '/mutation',
    ]) {
      expect
        .soft(
          errors.filter((error) => error.startsWith(`${path}:`) || error.startsWith(`${path}/:`)),
          path,
        )
        .toHaveLength(1);
    }
    expect(errors.join('\n')).toContain('audiance');
    expect((await control(idp, 'POST', '/exchanges', { unsolicited: true })).json['errors']).toEqual([
      expect.stringMatching(/^\/application: /),
    ]);
  });
});

test('an empty body arms an honest sign-in', async () => {
  await withIdp(async (idp) => {
    const { status, json } = await control(idp, 'POST', '/exchanges');
    expect(status).toBe(201);
    const host = new URL(idp.baseUrl).hostname;
    expect(json['cookie']).toEqual({
      name: 'samlproof-exchange',
      value: json['token'],
      domain: host,
      path: '/',
      secure: true,
      sameSite: 'None',
    });
    expect(String(json['token']).length).toBeGreaterThanOrEqual(32);
  });
});

test('an exchange can be dropped; unknown ones and unknown endpoints are 404', async () => {
  await withIdp(async (idp) => {
    const { token } = await armed(idp);
    expect((await control(idp, 'DELETE', `/exchanges/${token}`)).status).toBe(204);
    expect((await control(idp, 'GET', `/exchanges/${token}`)).status).toBe(404);
    expect((await control(idp, 'DELETE', `/exchanges/${token}`)).status).toBe(404);
    expect((await control(idp, 'GET', '/nothing')).json['error']).toBe('unknown-endpoint');
  });
});

test('an unsolicited answer for somebody who may not use the application is refused', async () => {
  await withIdp(async (idp) => {
    const body = { unsolicited: true, application: entityId, user: 'adele.vance@contoso.com' };
    expect(await control(idp, 'POST', '/exchanges', body)).toMatchObject({
      status: 409,
      json: { error: 'AADSTS50105' },
    });
  });
});

test('in the same process a mutation may be given as functions', async () => {
  await withIdp(async (idp) => {
    const mutation = { afterSigning: (xml: string) => xml.replace('<samlp:Status>', '<!-- here --><samlp:Status>') };
    const { cookie, token } = await idp.arm({ mutation });
    const seen = await open(redirectUrl(idp), { headers: { cookie: `${cookie.name}=${cookie.value}` } });
    expect(seen.response).toContain('<!-- here -->');
    expect(idp.transcript(token)?.answers[0]?.honestXml).not.toContain('<!-- here -->');
  });
});

test('a mutation that throws is a fault of ours: 500, and the next exchange works', async () => {
  const lines: string[] = [];
  await withIdp(
    async (idp) => {
      const mutation = {
        plan: () => {
          throw new Error('broken on purpose');
        },
      };
      const { cookie } = await idp.arm({ mutation });
      const seen = await open(redirectUrl(idp), { headers: { cookie: `${cookie.name}=${cookie.value}` } });
      expect(seen.status).toBe(500);
      expect(seen.body).toContain('broken on purpose');
      expect(lines.join()).toContain('broken on purpose');
      const next = await armed(idp);
      expect((await open(redirectUrl(idp), { headers: { cookie: next.cookie } })).page).toBe('post');
    },
    { log: (line) => lines.push(line) },
  );
});

test('a broken XML engine is told to whoever runs the IdP', async () => {
  const told: Error[] = [];
  await withIdp(
    async (idp) => {
      const mutation = {
        plan: () => {
          throw new XmlFatal(new WebAssembly.RuntimeError('unreachable'));
        },
      };
      const { cookie } = await idp.arm({ mutation });
      const seen = await open(redirectUrl(idp), { headers: { cookie: `${cookie.name}=${cookie.value}` } });
      expect(seen.status).toBe(500);
      expect(seen.body).toContain('restart samlproof');
      expect(told).toEqual([expect.objectContaining({ code: 'xml-engine-trapped' })]);
    },
    { onFatal: (error) => told.push(error) },
  );
});

test('old transcripts go, so that ten thousand sign-ins fit; armed exchanges stay, and those that nobody has read', async () => {
  await withIdp(async (idp) => {
    const waiting = await idp.arm({});
    const unasked = { unsolicited: true, application: entityId };
    const first = await idp.arm(unasked);
    const unread = await idp.arm(unasked);
    expect(idp.transcript(first.token)?.answers).toHaveLength(1);
    const many = await idp.arm({ ...unasked, times: 210 });
    expect(idp.transcript(many.token)?.answers).toHaveLength(200);
    for (let index = 0; index < 40; index += 1) idp.transcript((await idp.arm(unasked)).token);
    expect([first, many].map(({ token }) => idp.transcript(token))).toEqual([undefined, undefined]);
    expect(idp.transcript(waiting.token)?.state).toBe('armed');
    expect(idp.transcript(unread.token)?.answers).toHaveLength(1);
  });
});
