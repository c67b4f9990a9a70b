/** pymetrics as its guide describes it: addresses with valueless query keys; support reads the federation metadata. */

import { randomBytes } from 'node:crypto';
import { facts, form, note, page, paragraph } from './layout.ts';
import { settingsFrom } from './idp-metadata.ts';
import { rawUpload, uploadOf } from './upload.ts';
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

const NAME = 'pymetrics';

/** @param customer appears twice in every address */
export function pymetrics(baseUrl: string, customer = 'contoso'): Vendor {
  const path = `/saml2-sp/${customer}/${customer}/`;
  const urls: VendorUrls = {
    baseUrl,
    entityId: `${baseUrl}${path}metadata/`,
    acsUrl: `${baseUrl}${path}?acs`,
    signOnUrl: `${baseUrl}${path}?sso`,
    meUrl: `${baseUrl}/me`,
    logoutUrl: `${baseUrl}/logout`,
    adminUrl: `${baseUrl}/support`,
  };
  // The addresses are those of the python3-saml demos, whose requests look like this.
  const sso = connection(urls, {
    identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    allowCreate: true,
    generateUniqueId: () => `ONELOGIN_${randomBytes(20).toString('hex')}`,
  });
  const refusals: string[] = [];
  const people = new Map<string, string>();
  const app = vendorApp();

  const support = (notes = ''): string =>
    page(
      NAME,
      'pymetrics support: single sign-on',
      `${notes}<h2>For the customer</h2>${facts([
        ['Identifier', urls.entityId],
        ['Reply URL', urls.acsUrl],
        ['Sign-on URL', urls.signOnUrl],
      ])}<h2>From the customer</h2>${form(
        '/support',
        '<label for="metadata">Federation Metadata XML</label><input type="file" id="metadata" name="metadata">',
        'Set up single sign-on',
        true,
      )}<h2>Users</h2>${[...people].map(([email, name]) => paragraph(`${name} `, email)).join('')}`,
    );
  app.get('/support', (_request, response) => response.send(support()));
  app.post(
    '/support',
    rawUpload,
    later(async (request, response) => {
      try {
        sso.configure(settingsFrom((await uploadOf(request)).file));
        response.send(support(note('good', 'Single sign-on is set up.')));
      } catch (error) {
        response.status(422).send(support(note('mistake', (error as Error).message)));
      }
    }),
  );

  app.get(
    path,
    later(async (request, response) => {
      if (request.query['sso'] === undefined)
        response.send(page(NAME, 'Sign in', `<p><a href="${path}?sso">Sign in</a></p>`));
      else response.redirect(302, await sso.authorizeUrl());
    }),
  );
  app.post(
    path,
    later(async (request, response) => {
      if (request.query['acs'] === undefined) throw new Error('nothing is posted here but answers, to ?acs');
      const { nameId, attributes } = await sso.consume(fieldsOf(request));
      const email = claim(attributes, 'UserEmail');
      if (email === undefined) throw new Error('the claim UserEmail is missing');
      const names = [claim(attributes, 'UserFirstName'), claim(attributes, 'UserLastName')];
      people.set(email, names.filter((one) => one !== undefined).join(' '));
      await beginSession(request, { id: email, attributes: { nameId, ...attributes } });
      response.redirect(303, '/me');
    }),
  );
  finish(app, NAME, urls, refusals);
  return { name: NAME, urls, app, refusals };
}
