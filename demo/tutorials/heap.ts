/** Heap as its guide describes it: a certificate with its armour and one URL, a test before it goes live, then no other way in but for admins. */

import { X509Certificate } from 'node:crypto';
import { areaField, facts, form, link, note, page, textField } from './layout.ts';
import {
  beginSession,
  connection,
  fieldsOf,
  finish,
  later,
  vendorApp,
  type Vendor,
  type VendorUrls,
} from './vendor.ts';

const NAME = 'Heap';

/**
 * @param entityId published texts name `heapanalytics.com` and `https://heapanalytics.com`; to the former Entra sends the
 * audience with the prefix `spn:`, so the latter is what works without further settings
 */
export function heap(baseUrl: string, entityId = 'https://heapanalytics.com'): Vendor {
  const urls: VendorUrls = {
    baseUrl,
    entityId,
    acsUrl: `${baseUrl}/saml/finalize/1234567890`,
    signOnUrl: `${baseUrl}/saml/login`,
    meUrl: `${baseUrl}/me`,
    logoutUrl: `${baseUrl}/logout`,
    adminUrl: `${baseUrl}/account`,
  };
  const sso = connection(urls, { disableRequestedAuthnContext: true });
  const refusals: string[] = [];
  const admins = new Set(['admin@contoso.com']);
  let live = false;
  const app = vendorApp();

  const settings = (notes = ''): string => {
    const known = sso.settings();
    return page(
      NAME,
      'Account settings',
      `${notes}<h2>Single sign-on</h2>${form(
        '/account/manage/settings',
        areaField('SAML Identity Provider certificate', 'certificate', known?.certificates[0]) +
          textField('SAML Identity Provider details', 'ssoUrl', known?.ssoUrl),
        'Save Configuration',
      )}<h2>Single Sign-on details</h2>${facts([
        ['Entity ID', urls.entityId],
        ['Assertion Consumer URL', urls.acsUrl],
        ['Status', live ? 'live: mandatory for everybody but admins' : 'not live; run the test first'],
      ])}${known === undefined ? '' : link('/account/manage/settings/test', 'Test SSO configuration')}`,
    );
  };
  app.get('/account', (_request, response) => response.send(page(NAME, 'Account', link('/account/manage', 'Manage'))));
  app.get('/account/manage', (_request, response) =>
    response.send(page(NAME, 'Manage', link('/account/manage/settings', 'Account settings'))),
  );
  app.get('/account/manage/settings', (_request, response) => response.send(settings()));
  app.post('/account/manage/settings', (request, response) => {
    const { certificate = '', ssoUrl = '' } = fieldsOf(request);
    const armoured = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(certificate);
    try {
      if (!armoured) throw new Error('no armour');
      void new X509Certificate(certificate);
      if (!URL.canParse(ssoUrl)) throw new Error('no URL');
    } catch {
      const words =
        'Expected a base64 certificate with its BEGIN CERTIFICATE and END CERTIFICATE lines, and the SSO URL.';
      response.status(422).send(settings(note('mistake', words)));
      return;
    }
    // No issuer is asked for, so none is compared.
    sso.configure({ ssoUrl, certificates: [certificate] });
    live = false;
    response.send(settings(note('good', 'The configuration was saved. Test it to make it live.')));
  });
  app.get(
    '/account/manage/settings/test',
    later(async (_request, response) => response.redirect(302, await sso.authorizeUrl('test'))),
  );

  app.get('/login', (_request, response) =>
    response.send(
      page(
        NAME,
        'Log in',
        form('/login', textField('Email', 'email') + textField('Password', 'password', '', 'password'), 'Log in'),
      ),
    ),
  );
  app.post(
    '/login',
    later(async (request, response) => {
      const { email = '' } = fieldsOf(request);
      if (live && !admins.has(email)) {
        response.status(403).send(page(NAME, 'Single sign-on is required', link('/saml/login', 'Log in with SSO')));
        return;
      }
      await beginSession(request, { id: email, attributes: { admin: admins.has(email) } });
      response.redirect(303, '/me');
    }),
  );
  app.get(
    '/saml/login',
    later(async (_request, response) => {
      if (!live) throw new Error('single sign-on is not live: its configuration was not tested');
      response.redirect(302, await sso.authorizeUrl());
    }),
  );
  app.post(
    '/saml/finalize/1234567890',
    later(async (request, response) => {
      const fields = fieldsOf(request);
      const { nameId, attributes } = await sso.consume(fields);
      if (fields['RelayState'] === 'test') {
        live = true;
        response.send(settings(note('good', `The SSO configuration test was successful for ${nameId}.`)));
        return;
      }
      if (!live) throw new Error('single sign-on is not live: its configuration was not tested');
      await beginSession(request, { id: nameId, attributes: { nameId, ...attributes } });
      response.redirect(303, '/me');
    }),
  );
  finish(app, NAME, urls, refusals);
  return { name: NAME, urls, app, refusals };
}
