/** Headspace as its guide describes it: an Auth0-style connection that support sets up from a certificate (PEM) and URLs. */

import { X509Certificate } from 'node:crypto';
import { areaField, facts, form, note, page, paragraph, textField } from './layout.ts';
import {
  beginSession,
  claim,
  connection,
  fieldsOf,
  finish,
  later,
  vendorApp,
  type Vendor,
  type VendorUrls,
} from './vendor.ts';

const NAME = 'Headspace';

/** @param customer name of the connection */
export function headspace(baseUrl: string, customer = 'contoso'): Vendor {
  const urls: VendorUrls = {
    baseUrl,
    entityId: `urn:auth0:headspace:${customer}`,
    acsUrl: `${baseUrl}/login/callback?connection=${customer}`,
    signOnUrl: `${baseUrl}/sso-login`,
    meUrl: `${baseUrl}/me`,
    logoutUrl: `${baseUrl}/logout`,
    adminUrl: `${baseUrl}/support`,
  };
  // Auth0's request template has neither a NameIDPolicy nor a RequestedAuthnContext.
  const sso = connection(urls, { identifierFormat: null, disableRequestedAuthnContext: true });
  const refusals: string[] = [];
  const people = new Map<string, Record<string, string | undefined>>();
  const app = vendorApp();

  const support = (notes = ''): string => {
    const known = sso.settings();
    return page(
      NAME,
      'Headspace support: single sign-on connection',
      `${notes}<h2>For the customer</h2>${facts([
        ['Identifier', urls.entityId],
        ['Reply URL', urls.acsUrl],
        ['Sign on URL', urls.signOnUrl],
      ])}<h2>From the customer</h2>${form(
        '/support',
        areaField('Certificate (PEM)', 'certificate', known?.certificates[0]) +
          textField('Login URL', 'loginUrl', known?.ssoUrl) +
          textField('Microsoft Entra Identifier', 'issuer', known?.issuer),
        'Set up the connection',
      )}<h2>Members</h2><ul>${[...people.keys()].map((email) => `<li>${paragraph(email)}</li>`).join('')}</ul>`,
    );
  };
  app.get('/support', (_request, response) => response.send(support()));
  app.post('/support', (request, response) => {
    const { certificate = '', loginUrl = '', issuer = '' } = fieldsOf(request);
    try {
      void new X509Certificate(certificate);
    } catch {
      response.status(422).send(support(note('mistake', 'The certificate is no PEM text with BEGIN and END lines.')));
      return;
    }
    if (!URL.canParse(loginUrl)) {
      response.status(422).send(support(note('mistake', 'The Login URL is no URL.')));
      return;
    }
    sso.configure({ ssoUrl: loginUrl, certificates: [certificate], ...(issuer === '' ? {} : { issuer }) });
    response.send(support(note('good', 'The connection is set up.')));
  });

  app.get('/sso-login', (_request, response) => {
    response.send(page(NAME, 'Log in with your company', form('/sso-login', '', 'Log in with SSO')));
  });
  app.post(
    '/sso-login',
    later(async (_request, response) => response.redirect(303, await sso.authorizeUrl())),
  );
  app.post(
    '/login/callback',
    later(async (request, response) => {
      if (request.query['connection'] !== customer) throw new Error('the answer names no connection');
      const { nameId, attributes } = await sso.consume(fieldsOf(request));
      const email = claim(attributes, 'email');
      if (email === undefined) throw new Error('the claim email is missing');
      // Just-in-time provisioning: who is not known yet is a member from now on.
      people.set(email, { given: claim(attributes, 'given_name'), family: claim(attributes, 'family_name') });
      await beginSession(request, { id: email, attributes: { nameId, ...attributes } });
      response.redirect(303, '/me');
    }),
  );
  finish(app, NAME, urls, refusals);
  return { name: NAME, urls, app, refusals };
}
