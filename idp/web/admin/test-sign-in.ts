/** Test: signs in at the application, then shows what was sent both ways and what Entra's guidance says about it. */

import { arm } from '../arm.ts';
import { cookieIn, EXCHANGE_COOKIE, SESSION_COOKIE, setCookie } from '../cookies.ts';
import type { Idp } from '../idp.ts';
import type { Application } from '../../tenant/model.ts';
import type { Transcript } from '../../protocol/types.ts';
import { AadstsError } from '../../protocol/errors.ts';
import { fieldsOf } from './fields.ts';
import { currentCertificate } from './certificates.ts';
import { guidance } from './guidance.ts';
import { indented } from './indent.ts';
import {
  applicationCrumbs,
  applicationIn,
  NotThere,
  pageOf,
  type AdminReply,
  type Mistake,
  type Page,
  type Visit,
} from './reply.ts';
import { isConfigured, setUpUrls } from './single-sign-on.ts';

/** A test lasts so long: what this browser signs in to meanwhile is recorded with it. */
const TEST_SECONDS = 300;
const TEST_SIGN_INS = 20;

/** Token of the newest test by application. */
const tests = new WeakMap<Idp, Map<string, string>>();

function latest(idp: Idp, application: Application): Transcript | undefined {
  return idp.exchanges.get(tests.get(idp)?.get(application.appId))?.transcript;
}

function currentUser({ idp, cookies }: Visit): string | undefined {
  const session = idp.sessions.get(cookieIn(cookies, SESSION_COOKIE));
  return idp.tenant.users.find(({ id }) => id === session?.userId)?.userPrincipalName;
}

function page(visit: Visit, application: Application, user: string, mistakes: Mistake[]): AdminReply {
  const { idp } = visit;
  const current = currentUser(visit);
  const assigned = new Set(application.assignments.map(({ principalId }) => principalId));
  const others = idp.tenant.users.toSorted(
    (left, right) => Number(assigned.has(right.id)) - Number(assigned.has(left.id)),
  );
  const choices = others.map(({ userPrincipalName }): [string, string] => [
    userPrincipalName,
    userPrincipalName === current ? `${userPrincipalName} (current user)` : userPrincipalName,
  ]);
  return {
    kind: 'page',
    view: 'test',
    title: `Test single sign-on with ${application.displayName}`,
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'Test' },
    ),
    application,
    current: 'single-sign-on',
    mistakes,
    data: {
      configured: isConfigured(application),
      action: pageOf(application, 'single-sign-on/test'),
      result: latest(idp, application) === undefined ? undefined : pageOf(application, 'single-sign-on/test/result'),
      user: fieldsOf({ user }, mistakes)('user', 'Sign in as', { choices }),
    },
  };
}

export const testPage: Page = (visit) => page(visit, applicationIn(visit), currentUser(visit) ?? '', []);

/** With a sign-on URL the browser goes there; without one the answer is posted to the application at once. */
export const startTest: Page = async (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const user = form.text('user');
  if (!isConfigured(application)) return page(visit, application, user, []);
  try {
    const asked = application.signOnUrl !== undefined;
    const armed = await arm(
      idp,
      asked ? { user, times: TEST_SIGN_INS } : { user, application: application.identifiers[0], unsolicited: true },
    );
    const known = tests.get(idp) ?? new Map<string, string>();
    tests.set(idp, known.set(application.appId, armed.token));
    if (!asked) return { kind: 'redirect', location: armed.postUrl };
    const cookie = `${setCookie(idp.baseUrl, EXCHANGE_COOKIE, armed.token)}; Max-Age=${TEST_SECONDS}`;
    return { kind: 'redirect', location: application.signOnUrl ?? '', cookies: [cookie] };
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return page(visit, application, user, [{ field: 'user', message: `AADSTS${error.code}: ${error.message}` }]);
  }
};

export const testResult: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp } = visit;
  const transcript = latest(idp, application);
  if (transcript === undefined) throw new NotThere('There was no test of this application yet.');
  const request = transcript.requests.at(-1);
  const answer = transcript.answers.at(-1);
  const refusal = transcript.refusals.at(-1);
  const at = (message: string): string => pageOf(application, `single-sign-on/test/result/${message}`);
  return {
    kind: 'page',
    view: 'test-result',
    title: 'Test result',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'Test', href: pageOf(application, 'single-sign-on/test') },
      { label: 'Result' },
    ),
    application,
    current: 'single-sign-on',
    data: {
      user: transcript.user,
      answered: answer !== undefined,
      refusal,
      checks: guidance({
        application,
        transcript,
        loginUrl: setUpUrls(idp, application).loginUrl,
        certificate: currentCertificate(idp, application),
        now: idp.now(),
      }),
      request:
        request === undefined
          ? undefined
          : { xml: indented(request.xml), href: at('request'), findings: request.findings },
      response: answer === undefined ? undefined : { xml: indented(answer.xml), href: at('response') },
      again: pageOf(application, 'single-sign-on/test'),
    },
    // The test is over: from here on this browser signs in as anybody does.
    cookies: [setCookie(idp.baseUrl, EXCHANGE_COOKIE, '')],
  };
};

export const testFile: Page = (visit) => {
  const application = applicationIn(visit);
  const transcript = latest(visit.idp, application);
  const { message } = visit.params;
  const body =
    message === 'request'
      ? transcript?.requests.at(-1)?.xml
      : message === 'response'
        ? transcript?.answers.at(-1)?.xml
        : undefined;
  if (body === undefined) throw new NotThere('There is no such message of the latest test.');
  return { kind: 'file', name: `saml-${message ?? ''}.xml`, contentType: 'application/xml', body };
};
