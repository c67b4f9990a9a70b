/** The single sign-on page: the choice of a method, then the five cards. */

import type { Application, ClaimRule } from '../../tenant/model.ts';
import { claimName, defaultRules } from '../../claims/claims.ts';
import { entityIdOf, ssoUrlOf } from '../../protocol/metadata.ts';
import type { Idp } from '../idp.ts';
import { currentCertificate } from './certificates.ts';
import { certificateFacts, signingLabels } from './certificate-facts.ts';
import { changeApplication } from './change.ts';
import { galleryEntries, isPattern } from './gallery.ts';
import { applicationCrumbs, applicationIn, pageOf, type AdminReply, type Page } from './reply.ts';

const notices: Record<string, string> = {
  basic: 'Basic SAML Configuration was saved.',
  signing: 'The signing settings were saved.',
};

/** The URLs and the identifier that the vendor is given. */
export function setUpUrls(idp: Idp, { appId }: Application) {
  const loginUrl = ssoUrlOf(idp.tenant, idp.baseUrl);
  return {
    loginUrl,
    identifier: entityIdOf(idp.tenant),
    logoutUrl: loginUrl,
    metadataUrl: `${idp.baseUrl}/${idp.tenant.id}/federationmetadata/2007-06/federationmetadata.xml?appid=${appId}`,
  };
}

/** The claims that are sent beside Entra's own: the defaults, unless they were dropped or edited, then the application's. */
export function effectiveClaims({ basicClaims, claims }: Application): ClaimRule[] {
  const edited = new Set(claims.map(claimName));
  return [...(basicClaims ? defaultRules.filter((rule) => !edited.has(claimName(rule))) : []), ...claims];
}

function methodPage(application: Application): AdminReply {
  return {
    kind: 'page',
    view: 'sso-method',
    title: 'Select a single sign-on method',
    crumbs: applicationCrumbs(application, { label: 'Single sign-on' }),
    application,
    current: 'single-sign-on',
    data: { action: pageOf(application, 'single-sign-on') },
  };
}

/** Whether requests can be answered: what the test page waits for. */
export const isConfigured = ({ identifiers, replyUrls }: Application): boolean =>
  identifiers.length > 0 && replyUrls.length > 0;

/** What the vendor's guide says about a field that is still empty. */
export function patternsOf({ galleryEntry }: Application): Record<'identifier' | 'replyUrl' | 'signOnUrl', string[]> {
  const entry = galleryEntries().find(({ id }) => id === galleryEntry);
  return {
    identifier: (entry?.identifiers ?? []).filter(isPattern),
    replyUrl: (entry?.replyUrls ?? []).filter(isPattern),
    signOnUrl: entry?.signOnUrl === undefined ? [] : [entry.signOnUrl].filter(isPattern),
  };
}

export const singleSignOn: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, query } = visit;
  if (application.singleSignOn === 'none') return methodPage(application);
  const at = (page: string): string => pageOf(application, `single-sign-on/${page}`);
  const certificate = certificateFacts(currentCertificate(idp, application), idp.now());
  return {
    kind: 'page',
    view: 'single-sign-on',
    title: 'Set up single sign-on with SAML',
    crumbs: applicationCrumbs(application, { label: 'SAML-based Sign-on' }),
    application,
    current: 'single-sign-on',
    notice: notices[query.get('done') ?? ''],
    data: {
      at: {
        basic: at('basic'),
        claims: at('claims'),
        signing: at('signing'),
        verification: at('verification'),
        test: at('test'),
        base64: at('certificate/base64'),
        raw: at('certificate/raw'),
        pem: at('certificate/pem'),
        metadata: at('certificate/metadata'),
      },
      urls: setUpUrls(idp, application),
      configured: isConfigured(application),
      // The card shows short names, as Entra's does; the list behind it the whole ones.
      claims: effectiveClaims(application).map((rule) => ({ name: rule.name, source: sourceWords(rule) })),
      verification: {
        required: application.verification?.required === true,
        count: application.verification?.certificates?.length ?? 0,
      },
      nameId: sourceWords(application.nameId),
      certificate,
      signing: signingLabels[application.signing],
      algorithm: application.signatureAlgorithm === 'rsa-sha1' ? 'SHA-1' : 'SHA-256',
    },
  };
};

/** A source with its transformations, in Entra's way of writing: `ToLowercase (user.mail)`. */
export function sourceWords({ source, transformations = [] }: Pick<ClaimRule, 'source' | 'transformations'>): string {
  return transformations.reduce(
    (inner, step) => `${step.function} (${[inner, step.separator, step.second].filter(Boolean).join(', ')})`,
    source,
  );
}

export const chooseSaml: Page = (visit) => {
  const application = applicationIn(visit);
  changeApplication(visit.idp, { ...application, singleSignOn: 'saml' });
  return { kind: 'redirect', location: pageOf(application, 'single-sign-on') };
};
