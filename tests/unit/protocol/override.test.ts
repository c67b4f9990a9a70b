/** Overrides: every public name reaches the plan, every mistake is told. */

import { expect, test } from '@playwright/test';
import { applyOverride, OverrideInvalid, validateOverride, type Override } from '../../../idp/protocol/override.ts';
import { renderResponse, responseTree } from '../../../idp/protocol/render.ts';
import { signResponse } from '../../../idp/protocol/sign-response.ts';
import type { AssertionPlan, ResponsePlan } from '../../../idp/protocol/types.ts';
import { deepFreeze, keyring, now, plan, planFor } from './fixture.ts';
import { covered } from './verify.ts';

const frozen = deepFreeze(plan());
const apply = (override: Override): ResponsePlan => applyOverride(frozen, override, now);
const first = (override: Override): AssertionPlan => apply(override).assertions[0] as AssertionPlan;
const data = (override: Override) => first(override).subject?.confirmations[0]?.data;
const statement = (override: Override) => first(override).authnStatements[0];

const hourAgo = '2026-11-22T07:30:00.125Z';
const claim = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name';
const values = (override: Override, name = claim) =>
  first(override).attributes?.find((each) => each.name === name)?.values;

const table: [override: Override, look: (override: Override) => unknown, expected: unknown][] = [
  [{ audience: 'x' }, (o) => first(o).conditions?.audienceRestrictions, [['x']]],
  [{ audience: ['x', 'y'] }, (o) => first(o).conditions?.audienceRestrictions, [['x', 'y']]],
  [{ audience: null }, (o) => first(o).conditions?.audienceRestrictions, []],
  [{ notBefore: '-1h' }, (o) => first(o).conditions?.notBefore, hourAgo],
  [{ notBefore: '+90s' }, (o) => first(o).conditions?.notBefore, '2026-11-22T08:31:30.125Z'],
  [{ notBefore: '-6m' }, (o) => first(o).conditions?.notBefore, '2026-11-22T08:24:00.125Z'],
  [{ notOnOrAfter: '2020-01-01T00:00:00Z' }, (o) => first(o).conditions?.notOnOrAfter, '2020-01-01T00:00:00Z'],
  [{ notOnOrAfter: null }, (o) => first(o).conditions?.notOnOrAfter, undefined],
  [{ confirmationNotOnOrAfter: '-1h' }, (o) => data(o)?.notOnOrAfter, hourAgo],
  [{ confirmationNotOnOrAfter: null }, (o) => data(o)?.notOnOrAfter, undefined],
  [{ issueInstant: '-1h' }, (o) => [apply(o).issueInstant, first(o).issueInstant], [hourAgo, hourAgo]],
  [{ authnInstant: '-1h' }, (o) => statement(o)?.authnInstant, hourAgo],
  [{ sessionNotOnOrAfter: '-1h' }, (o) => statement(o)?.sessionNotOnOrAfter, hourAgo],
  [{ recipient: 'x' }, (o) => data(o)?.recipient, 'x'],
  [{ recipient: null }, (o) => data(o)?.recipient, undefined],
  [{ destination: 'x' }, (o) => apply(o).destination, 'x'],
  [{ destination: null }, (o) => apply(o).destination, undefined],
  [{ inResponseTo: 'x' }, (o) => [apply(o).inResponseTo, data(o)?.inResponseTo], ['x', 'x']],
  [{ inResponseTo: null }, (o) => [apply(o).inResponseTo, data(o)?.inResponseTo], [undefined, undefined]],
  [{ issuer: 'x' }, (o) => [apply(o).issuer, first(o).issuer], [frozen.issuer, 'x']],
  [{ responseIssuer: null }, (o) => [apply(o).issuer, first(o).issuer], [undefined, frozen.issuer]],
  [{ nameId: 'x' }, (o) => first(o).subject?.nameId, { ...first({}).subject?.nameId, value: 'x' }],
  [{ nameId: { value: 'x', format: 'urn:f' } }, (o) => first(o).subject?.nameId, { value: 'x', format: 'urn:f' }],
  [{ nameId: { value: 'x', format: null } }, (o) => first(o).subject?.nameId, { value: 'x' }],
  [{ nameId: null }, (o) => first(o).subject?.nameId, undefined],
  [
    { subjectConfirmationMethod: 'holder-of-key' },
    (o) => first(o).subject?.confirmations[0]?.method,
    'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
  ],
  [{ subjectConfirmationMethod: 'urn:x' }, (o) => first(o).subject?.confirmations[0]?.method, 'urn:x'],
  [{ status: 'Responder' }, (o) => apply(o).status, { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }],
  [
    { status: 'AuthnFailed' },
    (o) => apply(o).status,
    {
      code: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
      nested: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed',
    },
  ],
  [{ status: 'constructor' }, (o) => apply(o).status, { code: 'constructor' }],
  [{ status: 'urn:x' }, (o) => apply(o).status, { code: 'urn:x' }],
  [
    { status: { code: 'Requester', nested: 'urn:y', message: 'm' } },
    (o) => apply(o).status,
    { code: 'urn:oasis:names:tc:SAML:2.0:status:Requester', nested: 'urn:y', message: 'm' },
  ],
  [{ signing: 'none' }, (o) => apply(o).signing, {}],
  [{ signing: 'both' }, (o) => Object.keys(apply(o).signing), ['assertion', 'response']],
  [{ signing: 'response' }, (o) => Object.keys(apply(o).signing), ['response']],
  [
    { signatureAlgorithm: 'rsa-sha512' },
    (o) => apply(o).signing.assertion?.signatureMethod,
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
  [{ signingKey: 'stranger' }, (o) => apply(o).signing.assertion?.key, 'stranger'],
  [{ relayState: 'x' }, (o) => apply(o).relayState, 'x'],
  [{ relayState: null }, (o) => apply(o).relayState, undefined],
  [{ claims: { [claim]: 'x' } }, (o) => values(o), ['x']],
  [{ claims: { [claim]: ['x', 'y'] } }, (o) => values(o), ['x', 'y']],
  [{ claims: { [claim]: null } }, (o) => values(o), undefined],
  [{ claims: { extra: 'x', none: null } }, (o) => [values(o, 'extra'), values(o, 'none')], [['x'], undefined]],
  [
    { expired: true },
    (o) => [first(o).conditions?.notBefore, first(o).conditions?.notOnOrAfter, data(o)?.notOnOrAfter],
    ['2026-11-22T06:30:00.125Z', hourAgo, hourAgo],
  ],
  [{ expired: true, notOnOrAfter: '+1h' }, (o) => first(o).conditions?.notOnOrAfter, '2026-11-22T09:30:00.125Z'],
];

for (const [override, look, expected] of table) {
  test(`override ${JSON.stringify(override)}`, () => {
    expect(validateOverride(override)).toEqual([]);
    expect(look(override)).toEqual(expected);
    const xml = signResponse(responseTree(apply(override)), apply(override), keyring);
    if (override.signing !== 'none') {
      const key = override.signingKey ?? 'idp';
      expect(covered(xml, keyring(key).certificate).length).toBeGreaterThan(0);
    }
  });
}

test('an empty override changes nothing in the message', () => {
  expect(renderResponse(apply({}))).toBe(renderResponse(frozen));
  expect(apply({}).signing).toEqual(frozen.signing);
});

test('encryption is switched off', () => {
  const encrypted = planFor({ encryptionCertificate: 'pem' });
  expect(encrypted.encryption).toBeDefined();
  expect(applyOverride(encrypted, { encryption: 'off' }, now).encryption).toBeUndefined();
  expect(applyOverride(encrypted, {}, now).encryption).toBeDefined();
});

test('all mistakes are told at once, with path and what is allowed', () => {
  const mistakes = validateOverride({
    audiance: 'x',
    notBefore: 'yesterday',
    signing: 'all',
    claims: { a: 1 },
    nameId: { format: 'x' },
    relayState: 5,
  });
  expect(mistakes).toHaveLength(6);
  expect(mistakes).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\/: unknown property "audiance"; allowed: expired, audience, /),
      expect.stringMatching(/^\/notBefore: expected an xs:dateTime.*-1h.*null/),
      '/signing: allowed are assertion, response, both, none',
      expect.stringMatching(/^\/claims\/a: expected a text/),
      expect.stringMatching(/^\/nameId: expected/),
      expect.stringMatching(/^\/relayState: must be string,null/),
    ]),
  );
  expect(validateOverride('expired')).toHaveLength(1);
  expect(validateOverride(null)).toHaveLength(1);
  expect(() => applyOverride(frozen, { nonsense: 1 }, now)).toThrow(OverrideInvalid);
});
