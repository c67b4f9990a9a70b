/** Further ways to the codes of the fact sheet's table, and which of them are sent to the application as a Response. */

import { expect, test } from '@playwright/test';
import { memoryState } from '../../../idp/index.ts';
import { errorStatus, errorStatuses, passiveCodes } from '../../../idp/protocol/errors-response.ts';
import { AadstsError, errorTitles } from '../../../idp/protocol/errors.ts';
import { activateCertificate, addCertificate, thumbprintOf } from '../../../idp/tenant/certificates.ts';
import { signIn } from '../web/person.ts';
import { acsUrl, entityId, open, redirectUrl, requestXml, withIdp } from '../web/sp-side.ts';

const none = { AssertionConsumerServiceURL: undefined };

test('900971: no reply URL at all, or patterns only', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.replyUrls = [];
    expect((await open(redirectUrl(idp, requestXml(none)))).body).toContain('AADSTS900971: ');
    application.replyUrls = ['https://*.example/acs'];
    application.switches = { replyUrlWildcards: true };
    expect((await open(redirectUrl(idp, requestXml({ ...none, IsPassive: 'true' })))).body).toContain('AADSTS900971: ');
    application.replyUrls = [acsUrl];
    expect((await open(redirectUrl(idp, requestXml(none)))).page).toBe('sign-in');
  });
});

test('75001: a body that cannot be read', async () => {
  await withIdp(async (idp) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'nonsense' };
    expect((await open(idp.ssoUrl, { method: 'POST', body: 'x', headers })).body).toContain('AADSTS75001: ');
  });
});

test('50146: a custom signing key is needed and has expired', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  let clock = now;
  const state = memoryState();
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      const added = addCertificate(application, idp.certificate(), state, now, { expires: new Date('2026-12-01') });
      const own = added.certificates?.[1];
      Object.assign(application, activateCertificate(added, '', thumbprintOf(own?.certificate ?? '')));
      application.certificates = application.certificates?.filter(({ active }) => active) ?? [];
      application.customSigningKey = true;
      expect((await signIn(idp)).body).toContain('SAMLResponse');
      clock = new Date('2026-12-02T12:00:00Z');
      expect((await signIn(idp)).body).toContain('AADSTS50146: ');
    },
    { state, clock: () => clock },
  );
});

for (const wanted of ['documented', 'always', 'never'] as const) {
  test(`error Responses, ${wanted}: which codes are sent, in the documented form`, () => {
    const now = new Date('2026-11-22T12:00:00.123Z');
    for (const [code] of errorTitles) {
      const mapped = errorStatuses[code];
      const sent = errorStatus(new AadstsError(code, 'Why.'), wanted, 'trace', now);
      const expected =
        passiveCodes.includes(code) ||
        (mapped !== undefined &&
          (wanted === 'always' || (wanted === 'documented' && mapped.evidence === 'documented')));
      expect.soft([code, sent !== undefined]).toEqual([code, expected]);
      if (code === '90011' && sent !== undefined) expect.soft(sent.message).toMatch(/^AADSTS75006: .*AADSTS90011: /);
      if (sent !== undefined) {
        expect
          .soft(sent.message)
          .toMatch(/^AADSTS\d+: [\s\S]*Why\.\r\nTrace ID: trace\r\nTimestamp: 2026-11-22 12:00:00Z$/);
      }
    }
  });
}
