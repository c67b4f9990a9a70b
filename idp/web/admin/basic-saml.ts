/** Basic SAML Configuration: identifiers, reply URLs, sign-on URL, relay state, logout URL, or a metadata file. */

import type { Application } from '../../tenant/model.ts';
import { postEndpoints, readSpMetadata, SpMetadataError } from '../../protocol/sp-metadata.ts';
import { changeApplication, without } from './change.ts';
import { fieldsOf } from './fields.ts';
import type { Form } from './form.ts';
import { applicationCrumbs, applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';
import { certificateProblem, mistakesIn, type Basic } from './basic-rules.ts';
import { patternsOf } from './single-sign-on.ts';

function basicOf({ identifiers, replyUrls, signOnUrl, relayState, logoutUrl }: Application): Basic {
  return {
    identifiers,
    replyUrls,
    preferred: 0,
    signOnUrl: signOnUrl ?? '',
    relayState: relayState ?? '',
    logoutUrl: logoutUrl ?? '',
  };
}

function basicIn(form: Form): Basic {
  const rows = (name: string): string[] =>
    Array.from({ length: Number(form.text(`${name}Rows`)) || 0 }, (_, index) => form.text(`${name}-${index}`)).slice(
      0,
      200,
    );
  return {
    identifiers: rows('identifier'),
    replyUrls: rows('replyUrl'),
    preferred: Number(form.text('preferred')) || 0,
    signOnUrl: form.text('signOnUrl'),
    relayState: form.text('relayState'),
    logoutUrl: form.text('logoutUrl'),
  };
}

const hint = (found: string[]): { hint?: string } =>
  found.length === 0 ? {} : { hint: `Pattern: ${found.join(' or ')}` };

function basicPage(
  application: Application,
  basic: Basic,
  mistakes: Mistake[],
  more: { notice?: string; status?: number } = {},
): AdminReply {
  const values: Record<string, string> = {
    signOnUrl: basic.signOnUrl,
    relayState: basic.relayState,
    logoutUrl: basic.logoutUrl,
  };
  const field = fieldsOf(values, mistakes);
  const patterns = patternsOf(application);
  const rows = (name: string, label: string, list: string[], found: string[]) =>
    (list.length === 0 ? [''] : list).map((value, index) => ({
      index,
      preferred: index === basic.preferred,
      ...fieldsOf({ [`${name}-${index}`]: value }, mistakes)(
        `${name}-${index}`,
        index === 0 ? label : `${label} ${index + 1}`,
        {
          ...(index === 0 ? hint(found) : {}),
          required: index === 0,
        },
      ),
    }));
  const identifiers = rows('identifier', 'Identifier (Entity ID)', basic.identifiers, patterns.identifier);
  const replyUrls = rows('replyUrl', 'Reply URL (Assertion Consumer Service URL)', basic.replyUrls, patterns.replyUrl);
  return {
    kind: 'page',
    view: 'basic-saml',
    title: 'Basic SAML Configuration',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'Basic SAML Configuration' },
    ),
    application,
    current: 'single-sign-on',
    mistakes,
    ...(more.notice === undefined ? {} : { notice: more.notice }),
    data: {
      action: pageOf(application, 'single-sign-on/basic'),
      upload: pageOf(application, 'single-sign-on/metadata'),
      back: pageOf(application, 'single-sign-on'),
      identifiers,
      replyUrls,
      several: replyUrls.length > 1,
      signOnUrl: field('signOnUrl', 'Sign on URL', {
        hint:
          patterns.signOnUrl.length > 0
            ? `Pattern: ${patterns.signOnUrl.join(' or ')}`
            : 'With it, users start at the application; without it, sign-in starts here (IdP-initiated).',
      }),
      relayState: field('relayState', 'Relay State'),
      logoutUrl: field('logoutUrl', 'Logout URL'),
      fileError: mistakes.find(({ field: name }) => name === 'metadata')?.message,
    },
  };
}

export const basicSaml: Page = (visit) => {
  const application = applicationIn(visit);
  return basicPage(application, basicOf(application), []);
};

/** Buttons that change rows send the form as it stands; only Save checks and keeps it. */
export const saveBasicSaml: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const basic = basicIn(form);
  const [action = 'save', list, row] = form.text('action').split(':');
  if (action === 'add' || action === 'remove') {
    const change = (values: string[]): string[] =>
      action === 'add' ? [...values, ''] : values.filter((_, index) => index !== Number(row));
    const next =
      list === 'identifier'
        ? { ...basic, identifiers: change(basic.identifiers) }
        : { ...basic, replyUrls: change(basic.replyUrls) };
    return basicPage(application, next, []);
  }
  const mistakes = mistakesIn(idp, application, basic);
  if (mistakes.length > 0) return basicPage(application, basic, mistakes);
  const { signOnUrl, relayState, logoutUrl, replyUrls, preferred } = basic;
  const first = replyUrls[preferred] ?? '';
  changeApplication(idp, {
    ...without(application, 'signOnUrl', 'relayState', 'logoutUrl'),
    identifiers: basic.identifiers.filter((one) => one !== ''),
    replyUrls: [first, ...replyUrls.filter((url) => url !== first)].filter((url) => url !== ''),
    ...(signOnUrl === '' ? {} : { signOnUrl }),
    ...(relayState === '' ? {} : { relayState }),
    ...(logoutUrl === '' ? {} : { logoutUrl }),
  });
  return { kind: 'redirect', location: `${pageOf(application, 'single-sign-on')}?done=basic` };
};

/** Fills the fields from a metadata file; Save keeps them. As in Entra, the sign-on URL stays as it was. */
export const uploadMetadata: Page = async (visit) => {
  const application = applicationIn(visit);
  const { form, idp } = visit;
  const basic = basicOf(application);
  const refused = (message: string): AdminReply => basicPage(application, basic, [{ field: 'metadata', message }]);
  const file = await form.file('metadata');
  if (file === undefined) return refused('Choose the vendor’s metadata file first.');
  try {
    const metadata = readSpMetadata(file.bytes.toString('utf8'));
    const problem = certificateProblem(
      [...metadata.signingCertificates, ...metadata.encryptionCertificates],
      idp.now(),
    );
    if (problem !== undefined) return refused(problem);
    const replyUrls = postEndpoints(metadata);
    if (replyUrls.length === 0) {
      return refused(
        `The metadata of «${metadata.entityId}» has no AssertionConsumerService with the POST binding, and answers are posted.`,
      );
    }
    const logoutUrl = metadata.slo[0]?.url ?? basic.logoutUrl;
    return basicPage(
      application,
      { ...basic, identifiers: [metadata.entityId], replyUrls, preferred: 0, logoutUrl },
      [],
      { notice: `Identifier and Reply URL were read from ${file.name}. Check them, then select Save.` },
    );
  } catch (error) {
    if (error instanceof SpMetadataError) return refused(`${file.name} cannot be used. ${error.message}`);
    throw error;
  }
};
