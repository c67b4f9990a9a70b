/** Cisco Webex as its guide describes it: metadata both ways, a trust choice, a test before it is enabled, people made beforehand. */

import type { Request, Response } from 'express';
import { isCaSigned, settingsFrom } from './idp-metadata.ts';
import { choice, form, link, note, page, paragraph } from './layout.ts';
import { rawUpload, uploadOf } from './upload.ts';
import { peoplePages } from './webex-people.ts';
import {
  beginSession,
  claim,
  connection,
  fieldsOf,
  finish,
  later,
  vendorApp,
  type IdpSettings,
  type Vendor,
  type VendorUrls,
} from './vendor.ts';

const NAME = 'Cisco Webex';
const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

interface Wizard {
  settings?: IdpSettings;
  warning?: string;
  tested: boolean;
  enabled: boolean;
}

function metadataOf({ entityId, acsUrl }: VendorUrls): string {
  return `<?xml version="1.0" encoding="UTF-8"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService Binding="${POST_BINDING}" Location="${acsUrl}" index="0" isDefault="true"/></SPSSODescriptor></EntityDescriptor>`;
}

/** @param organisation id of the customer's organisation: part of the fixed identifier and of the addresses */
export function webex(baseUrl: string, organisation = '11112222-bbbb-3333-cccc-4444dddd5555'): Vendor {
  const consumer = `/idb/Consumer/metaAlias/${organisation}/sp`;
  const urls: VendorUrls = {
    baseUrl,
    entityId: `https://idbroker.webex.com/${organisation}`,
    acsUrl: `${baseUrl}${consumer}`,
    signOnUrl: `${baseUrl}${consumer}`,
    meUrl: `${baseUrl}/me`,
    logoutUrl: `${baseUrl}/logout`,
    adminUrl: `${baseUrl}/admin`,
  };
  const sso = connection(urls, {
    identifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    disableRequestedAuthnContext: true,
  });
  const refusals: string[] = [];
  const people = new Map<string, string>();
  const wizard: Wizard = { tested: false, enabled: false };
  const app = vendorApp();
  const show = (response: Response, title: string, body: string): Response => response.send(page(NAME, title, body));

  app.get('/admin', (_request, response) =>
    show(
      response,
      'Cisco Cloud Collaboration Management',
      link('/admin/settings', 'Organization Settings') + link('/admin/users', 'Users'),
    ),
  );
  app.get('/admin/settings', (_request, response) =>
    show(
      response,
      'Organization Settings',
      `<h2>Authentication</h2>${paragraph('Single sign-on: ', wizard.enabled ? 'enabled' : 'not enabled')}${link('/admin/sso', 'Modify')}`,
    ),
  );
  app.get('/admin/sso', (_request, response) =>
    show(
      response,
      'Enterprise Settings',
      form(
        '/admin/sso/metadata',
        choice('Use Cisco Webex authentication', 'provider', 'cisco', true) +
          choice('Integrate a 3rd-party identity provider. (Advanced)', 'provider', 'third'),
        'Next',
      ),
    ),
  );
  app.post('/admin/sso/metadata', (request, response) => {
    if (fieldsOf(request)['provider'] !== 'third') return response.redirect(303, '/admin/settings');
    return show(
      response,
      'Export Directory Metadata',
      link('/admin/sso/sp-metadata.xml', 'Download Metadata File') + link('/admin/sso/import', 'Next'),
    );
  });
  app.get('/admin/sso/sp-metadata.xml', (_request, response) => {
    response.attachment(`idb-meta-${organisation}-SP.xml`).type('application/samlmetadata+xml').send(metadataOf(urls));
  });
  const importPage = (notes = ''): string =>
    page(
      NAME,
      'Import IdP Metadata',
      notes +
        form(
          '/admin/sso/import',
          '<label for="metadata">file browser</label><input type="file" id="metadata" name="metadata">' +
            choice(
              'Require certificate signed by a certificate authority in Metadata (more secure)',
              'trust',
              'ca',
              true,
            ) +
            choice('Allow self-signed certificate in Metadata (less secure)', 'trust', 'self-signed'),
          'Next',
          true,
        ),
    );
  app.get('/admin/sso/import', (_request, response) => response.send(importPage()));
  app.post(
    '/admin/sso/import',
    rawUpload,
    later(async (request, response) => {
      try {
        const { file, text } = await uploadOf(request);
        const settings = settingsFrom(file);
        sso.configure(settings);
        delete wizard.warning;
        // Two published texts differ: the tutorial chooses the CA, though Entra's certificate is self-signed. So: a warning.
        if (text('trust') === 'ca' && !settings.certificates.every(isCaSigned)) {
          wizard.warning =
            'The metadata holds a self-signed certificate, though one signed by a certificate authority is required. Choose the less secure option if the test fails.';
        }
        Object.assign(wizard, { settings, tested: false });
        response.redirect(303, '/admin/sso/test');
      } catch (error) {
        response.status(422).send(importPage(note('mistake', (error as Error).message)));
      }
    }),
  );
  app.get('/admin/sso/test', (_request, response) =>
    show(
      response,
      'Test SSO Setup',
      `${wizard.warning === undefined ? '' : note('warning', wizard.warning)}${link('/admin/sso/start-test', 'Test SSO Connection', true)}${form(
        '/admin/sso/test',
        choice('This test was successful. Enable Single Sign-On option', 'outcome', 'good') +
          choice('This test was unsuccessful', 'outcome', 'bad', true),
        'Next',
      )}`,
    ),
  );
  app.get(
    '/admin/sso/start-test',
    later(async (_request, response) => response.redirect(302, await sso.authorizeUrl('test'))),
  );
  app.post('/admin/sso/test', (request, response) => {
    if (fieldsOf(request)['outcome'] !== 'good') return response.redirect(303, '/admin/sso/import');
    if (!wizard.tested) {
      return response
        .status(422)
        .send(
          page(
            NAME,
            'Test SSO Setup',
            note('mistake', 'The test has not succeeded yet.') + link('/admin/sso/test', 'Back'),
          ),
        );
    }
    return show(response, 'Save SSO Configuration', form('/admin/sso/save', '', 'Save'));
  });
  app.post('/admin/sso/save', (_request, response) => {
    wizard.enabled = wizard.tested;
    response.redirect(303, '/admin/settings');
  });

  peoplePages(app, NAME, people);

  app.get(
    consumer,
    later(async (_request, response) => {
      if (!wizard.enabled) throw new Error('single sign-on is not enabled for this organization');
      response.redirect(302, await sso.authorizeUrl());
    }),
  );
  app.post(
    consumer,
    later(async (request: Request, response) => {
      const fields = fieldsOf(request);
      const { nameId, attributes } = await sso.consume(fields);
      const uid = claim(attributes, 'uid');
      if (uid === undefined) throw new Error('the claim uid is missing');
      if (fields['RelayState'] === 'test') {
        wizard.tested = true;
        return show(response, 'SSO test', note('good', `The test was successful: ${uid}.`));
      }
      if (!wizard.enabled) throw new Error('single sign-on is not enabled for this organization');
      const email = uid.toLowerCase();
      if (!people.has(email)) throw new Error(`there is no user ${uid} in this organization`);
      await beginSession(request, { id: email, attributes: { nameId, ...attributes } });
      return response.redirect(303, '/me');
    }),
  );
  finish(app, NAME, urls, refusals);
  return { name: NAME, urls, app, refusals };
}
