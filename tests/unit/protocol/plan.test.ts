/** Plans say what Entra would say. */

import { expect, test } from '@playwright/test';
import { failurePlan, personOf, planResponse } from '../../../idp/protocol/plan.ts';
import { renderResponse } from '../../../idp/protocol/render.ts';
import { acsUrl, application, entityId, ids, now, plan, planFor, subject, tenant } from './fixture.ts';

test('ids, instants and addressing', () => {
  const each = plan();
  const [assertion] = each.assertions;
  expect(each).toMatchObject({
    id: '_00000000-0000-4000-8000-000000000001',
    version: '2.0',
    issueInstant: '2026-11-22T08:30:00.125Z',
    destination: acsUrl,
    inResponseTo: '_request1',
    issuer: `https://sts.windows.net/${tenant.id}/`,
    status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Success' },
  });
  expect(assertion).toMatchObject({
    id: '_00000000-0000-4000-8000-000000000002',
    issuer: each.issuer,
    conditions: {
      notBefore: '2026-11-22T08:25:00.125Z',
      notOnOrAfter: '2026-11-22T09:30:00.125Z',
      audienceRestrictions: [[entityId]],
    },
    authnStatements: [
      {
        authnInstant: '2026-11-22T08:00:00.000Z',
        sessionIndex: '_00000000-0000-4000-8000-000000000002',
        classRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      },
    ],
  });
  expect(assertion?.subject?.confirmations).toEqual([
    {
      method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
      data: { inResponseTo: '_request1', notOnOrAfter: '2026-11-22T09:30:00.125Z', recipient: acsUrl },
    },
  ]);
});

test('the lifetime policy moves both ends of validity', () => {
  const [assertion] = planFor({ tokenLifetimeMinutes: 10 }).assertions;
  expect(assertion?.conditions?.notOnOrAfter).toBe('2026-11-22T08:40:00.125Z');
  expect(assertion?.subject?.confirmations[0]?.data?.notOnOrAfter).toBe('2026-11-22T08:40:00.125Z');
});

test('an unsolicited response names no request', () => {
  const xml = renderResponse(plan({ request: undefined }));
  expect(xml).not.toContain('InResponseTo');
});

for (const signing of ['assertion', 'response', 'both'] as const) {
  test(`signing ${signing} follows the application`, () => {
    const each = planFor({ signing, signatureAlgorithm: 'rsa-sha1' }).signing;
    expect(Object.keys(each)).toEqual(signing === 'both' ? ['assertion', 'response'] : [signing]);
    expect(Object.values(each)[0]).toMatchObject({
      signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
      digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1',
    });
  });
}

test('the sign-in method shows in the context class and the method references', () => {
  const session = { authnInstant: now, method: 'WindowsIntegrated' as const };
  const [assertion] = plan({ session }).assertions;
  expect(assertion?.authnStatements[0]?.classRef).toBe('urn:federation:authentication:windows');
  const references = assertion?.attributes?.find(({ name }) => name.endsWith('authnmethodsreferences'));
  expect(references?.values).toEqual(['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/windows']);
});

test('SPNameQualifier is echoed, a transient NameID is new each time', () => {
  const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
  const request = { hasSubject: false, hasSignature: false, nameIdPolicy: { format: transient, spNameQualifier: 'q' } };
  const newId = ids();
  const one = personOf({ tenant, application, user: subject, request, newId }).nameId;
  const two = personOf({ tenant, application, user: subject, request, newId }).nameId;
  expect(one).toMatchObject({ format: transient, spNameQualifier: 'q' });
  expect(one.value).not.toBe(two.value);
});

test('a failure carries no assertion, no Destination and no signature', () => {
  const each = failurePlan({
    tenant,
    request: { id: '_r', hasSubject: false, hasSignature: false },
    relayState: 's',
    acsUrl,
    status: { code: 'Responder', nested: 'NoPassive', message: 'AADSTS50058' },
    now,
    newId: ids(),
  });
  expect(each).toMatchObject({ acsUrl, relayState: 's', inResponseTo: '_r', assertions: [], signing: {} });
  const xml = renderResponse(each);
  expect(xml).not.toContain('Destination');
  expect(xml).toContain(
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:NoPassive"/></samlp:StatusCode>' +
      '<samlp:StatusMessage>AADSTS50058</samlp:StatusMessage></samlp:Status>',
  );
});

test('the same inputs give the same plan', () => {
  const input = {
    tenant,
    application,
    user: subject,
    acsUrl,
    audience: entityId,
    session: { authnInstant: now, method: 'Password' as const },
    now,
  };
  expect(planResponse({ ...input, newId: ids() })).toEqual(planResponse({ ...input, newId: ids() }));
});
