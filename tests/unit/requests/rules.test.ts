/** Entra's rules: each breach gives its number and names the value; what Entra ignores is not refused. */

import { expect, test } from '@playwright/test';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { newUser } from '../../../idp/tenant/directory.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import { AadstsError } from '../../../idp/protocol/errors.ts';
import { applicationRules, availabilityRules, enforce, messageRules } from '../../../idp/protocol/rules.ts';
import { applicationFor } from '../../../idp/protocol/rules-application.ts';
import { replyUrlFor, replyUrlRules } from '../../../idp/protocol/rules-reply-url.ts';
import { userRules } from '../../../idp/protocol/rules-user.ts';
import type { AuthnRequest } from '../../../idp/protocol/types.ts';

const entityId = 'https://notes.example/saml';

function setup() {
  const tenant = defaultTenant();
  const acsUrls = ['https://notes.example/acs', 'https://notes.example/acs2'];
  const application = registerTarget(tenant, { name: 'Notes', entityId, acsUrls, users: ['b.simon@contoso.com'] });
  return { tenant, application };
}

const good: AuthnRequest = {
  id: '_a-1.b',
  version: '2.0',
  issueInstant: '2026-11-22T10:00:00Z',
  issuer: entityId,
  hasSubject: false,
  hasSignature: false,
};

function refusal(request: AuthnRequest, change?: (context: ReturnType<typeof setup>) => void): string {
  const context = setup();
  change?.(context);
  try {
    enforce(messageRules, { ...context, request });
    const application = applicationFor(context.tenant, request);
    for (const rules of [replyUrlRules, applicationRules])
      enforce(rules, { tenant: context.tenant, application, request });
    enforce(availabilityRules, { application });
    return 'none';
  } catch (error) {
    if (error instanceof AadstsError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const { id: _id, ...withoutId } = good;
const { issueInstant: _issueInstant, ...withoutInstant } = good;
const { version: _version, ...withoutVersion } = good;
const { issuer: _issuer, ...withoutIssuer } = good;
const requestedContext = (comparison: string) => ({ ...good, requestedAuthnContext: { comparison, classRefs: [] } });
const policy = (format: string) => ({ ...good, nameIdPolicy: { format } });

for (const [name, request, expected] of [
  ['no ID', withoutId, /^75005: .*no ID/],
  ['no Version', withoutVersion, /^75005: .*Version none/],
  ['Version 1.1', { ...good, version: '1.1' }, /^75005: .*'1\.1'/],
  ['no IssueInstant', withoutInstant, /^75005: .*IssueInstant/],
  ['no Issuer', withoutIssuer, /^75005: .*Issuer/],
  ['ID with a digit first', { ...good, id: '1abc' }, /^7500529: .*'1abc'/],
  ['ID of base64', { ...good, id: 'a/b+c=' }, /^7500529: /],
  ['ID with a space', { ...good, id: '_a b' }, /^7500529: /],
  ['unknown issuer', { ...good, issuer: 'https://other.example' }, /^700016: .*'https:\/\/other\.example'/],
  ['issuer in another case', { ...good, issuer: entityId.toUpperCase() }, /^700016: .*trailing slash count/],
  ['issuer with a trailing slash', { ...good, issuer: `${entityId}/` }, /^700016: .*Registered is/],
  ['issuer in white space', { ...good, issuer: ` ${entityId} ` }, /^700016: .*spaces/],
  [
    'reply URL not registered',
    { ...good, assertionConsumerServiceUrl: 'https://notes.example/acs?x=1' },
    /^50011: .*'https:\/\/notes\.example\/acs\?x=1'/,
  ],
  [
    'artifact binding',
    { ...good, protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' },
    /^75003: .*HTTP-Artifact/,
  ],
  ['windows NameID', policy('urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName'), /^75016: /],
  ['emailAddress as SAML 2.0', policy('urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress'), /^75016: /],
  ['a Subject', { ...good, hasSubject: true }, /^900236: .*'Subject'/],
  [
    'Scoping with a ProxyCount',
    { ...good, scoping: { proxyCount: '0', hasIdpList: false, requesterIds: [] } },
    /^900236: .*ProxyCount/,
  ],
  ['Scoping with an IDPList', { ...good, scoping: { hasIdpList: true, requesterIds: [] } }, /^900236: .*IDPList/],
  [
    'Scoping with a RequesterID',
    { ...good, scoping: { hasIdpList: false, requesterIds: ['x'] } },
    /^900236: .*RequesterID/,
  ],
  ['Comparison minimum', requestedContext('minimum'), /^900235: .*'minimum'/],
] as [string, AuthnRequest, RegExp][]) {
  test(`refused: ${name}`, () => {
    expect(refusal(request)).toMatch(expected);
  });
}

for (const [name, request] of [
  ['a minimal request', good],
  ['a registered second reply URL', { ...good, assertionConsumerServiceUrl: 'https://notes.example/acs2' }],
  ['an index, a foreign Destination, a Consent', { ...good, assertionConsumerServiceIndex: '9', destination: 'x' }],
  ['an old IssueInstant', { ...good, issueInstant: '2001-01-01T00:00:00Z' }],
  ['POST binding', { ...good, protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST' }],
  ['persistent', policy('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent')],
  ['transient', policy('urn:oasis:names:tc:SAML:2.0:nameid-format:transient')],
  ['Comparison exact', requestedContext('exact')],
  ['an empty Scoping', { ...good, scoping: { hasIdpList: false, requesterIds: [] } }],
  ['an ID of letters beyond ASCII', { ...good, id: '_äö' }],
] as [string, AuthnRequest][]) {
  test(`not refused: ${name}`, () => {
    expect(refusal(request)).toBe('none');
  });
}

test('a disabled application is refused', () => {
  expect(refusal(good, ({ application }) => void (application.enabled = false))).toMatch(/^7000112: .*Notes/);
});

test('an application without a reply URL is refused', () => {
  expect(refusal(good, ({ application }) => void (application.replyUrls = []))).toMatch(/^900971: /);
});

test('users: assigned directly or by a group; nesting and disabled accounts do not count', () => {
  const { tenant, application } = setup();
  const [everyone, sales] = tenant.groups;
  const member = newUser('new@contoso.com', { groups: [sales?.id ?? ''] });
  const check = (user = member) => enforce(userRules, { tenant, application, user });
  expect(() => check()).toThrow(expect.objectContaining({ code: '50105' }));
  application.assignments = [{ principalId: everyone?.id ?? '' }];
  expect(() => check()).toThrow(expect.objectContaining({ code: '50105' }));
  application.assignments = [{ principalId: sales?.id ?? '' }];
  expect(() => check()).not.toThrow();
  expect(() => check({ ...member, accountEnabled: false })).toThrow(expect.objectContaining({ code: '50057' }));
  application.assignments = [];
  application.assignmentRequired = false;
  expect(() => check()).not.toThrow();
});

test('the answer goes to the asked URL, else to the first registered one', () => {
  const { tenant, application } = setup();
  expect(replyUrlFor(application, good, tenant)).toBe('https://notes.example/acs');
  const asked = { ...good, assertionConsumerServiceUrl: 'https://notes.example/acs2' };
  expect(replyUrlFor(application, asked, tenant)).toBe('https://notes.example/acs2');
});
