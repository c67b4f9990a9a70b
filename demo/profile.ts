/** The target profile of a running sample, ready for a run. */

import type { SampleKind, SiteOptions, SiteUrls } from './options.ts';

function capabilities(kind: SampleKind, options: SiteOptions): string[] {
  if (kind === 'passport-saml') return ['jit-provisioning', 'encrypted-assertions'];
  if (kind !== 'strict') return ['jit-provisioning'];
  const unsolicited = options.unsolicited === false ? [] : ['idp-initiated'];
  const always = [
    ...unsolicited,
    'single-logout',
    'encrypted-assertions',
    ...(options.signRequests === true ? ['signed-requests'] : []),
    ...(options.forceAuthn === true ? ['force-authn'] : []),
  ];
  return options.knownUsers === undefined ? [...always, 'jit-provisioning'] : always;
}

/** Follows contracts, section 1; the tolerated clock difference is left at the default that profiles have. */
export function profileOf(kind: SampleKind, urls: SiteUrls, options: SiteOptions): Record<string, unknown> {
  const restarts = options.onSignedOut === 'restart';
  const required = options.requiredClaims ?? ['email'];
  // The samples on libraries only answer here: their metadata claims no single logout.
  const logoutUrl = kind === 'strict' ? {} : { logoutUrl: `${urls.baseUrl}/saml/slo` };
  return {
    schemaVersion: 1,
    name: `Sample on ${kind}`,
    sp: {
      metadata: urls.metadataUrl,
      entityId: urls.entityId,
      acsUrl: urls.acsUrl,
      ...logoutUrl,
      ...(options.lendKey === true ? { signingKey: '{{env.SAMLPROOF_SAMPLE_KEY}}' } : {}),
    },
    signIn: { startUrl: urls.loginUrl },
    protectedPage: {
      url: `${urls.meUrl}?json`,
      signedIn: { status: 200, json: '/nameId' },
      ...(restarts ? {} : { signedOut: { status: 401 } }),
      identity: { json: '/nameId' },
      attributes: { json: '/attributes' },
    },
    signOut: { url: urls.logoutUrl },
    users: { subject: 'b.simon@contoso.com', victim: 'v.ictim@contoso.com' },
    idp: {
      nameId: { source: 'user.mail', format: 'emailAddress' },
      claims: required.map((name) => ({ name, source: 'user.mail', required: true })),
      signing: 'assertion',
      ...(kind === 'strict' && options.secondIdp !== undefined ? { second: true } : {}),
      ...(kind === 'strict' && options.domains !== undefined ? { domains: options.domains } : {}),
      ...(options.idp.also === undefined ? {} : { certificates: options.idp.also }),
    },
    ...(kind === 'strict' && options.idp.metadataUrl !== undefined
      ? { hooks: { afterRollOver: `${urls.baseUrl}/reload`, afterKeyRemoval: `${urls.baseUrl}/reload` } }
      : {}),
    capabilities: capabilities(kind, options),
    ...(options.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: options.clockSkewSeconds }),
  };
}
