/** Whether the SP still lives, and why it does not. */

import { hasAttribute, tooLarge } from '../drive/cookies.ts';
import type { ExchangeFacts, Observation, TrailStep } from '../observation.ts';
import { judged } from './collect.ts';

/** An honest sign-in that did not finish, on its own account or right after an exchange that looked broken. */
export function answersNoHonestSignIn(isControl: boolean, observation: Observation): boolean {
  return isControl ? Boolean(judged(observation)?.failure) : observation.recovered === false;
}

/** Why a control did not sign in, in one clause. */
export function whyNotSignedIn(observation: Observation): string {
  const exchange = judged(observation);
  if (observation.harnessError !== null) return observation.harnessError.split('\n')[0] ?? '';
  if (exchange === undefined) return 'no exchange took place';
  const { failure, protectedPage: page } = exchange;
  if (failure !== null) return `step ${failure.step} at ${shortened(failure.url)}: ${failure.message}`;
  const refusal = exchange.transcript?.refusals[0];
  if (refusal !== undefined) return `the IdP refused the request: AADSTS${refusal.code} ${refusal.message}`;
  return page?.onInertPage === true
    ? `the service provider refused the answer (${acsWords(exchange)}) and asked the identity provider for another sign-in`
    : `the protected page did not show that anybody is signed in: status ${page?.status ?? 'none'} at ${shortened(page?.finalUrl)}; ${acsWords(exchange)}`;
}

function acsWords({ acs }: ExchangeFacts): string {
  return acs === null ? 'no post was seen at its ACS' : `its ACS answered ${acs.status}`;
}

/** Requests that ride in a query fill a screen and say nothing to a reader. */
export function shortened(url: string | null | undefined): string {
  if (!url) return 'no address';
  const end = url.indexOf('?');
  return end < 0 || url.length <= 160 ? url : `${url.slice(0, end)}?…`;
}

/** Cookies that no browser keeps (RFC 6265bis 5.6: too large; SameSite=None asks for Secure), in one clause; null when there are none. */
export function droppedCookies(trail: TrailStep[]): string | null {
  const lost = trail.flatMap(({ url, setCookies }) =>
    setCookies
      .filter((line) => /;\s*samesite=none/i.test(line) && !hasAttribute(line, 'secure'))
      .map((line) => `«${line.split(';')[0] ?? ''}» at ${shortened(url)}`),
  );
  const large = new Set(tooLarge(trail.flatMap(({ setCookies }) => setCookies)));
  const words = [
    ...(lost.length === 0
      ? []
      : [`cookies with SameSite=None but without Secure were dropped: ${[...new Set(lost)].join(', ')}`]),
    ...(large.size === 0 ? [] : [`cookies of more than 4,096 octets were dropped: ${[...large].join(', ')}`]),
  ];
  return words.length === 0 ? null : words.join('; ');
}

/**
 * Why the page can tell nobody apart although it shows something: a transient NameID is new at every sign-in
 * (Core 8.3.8), so no later sign-in can be held against this one. Null when there is nothing to say.
 */
export function transientIdentity(observation: Observation): string | null {
  const exchange = judged(observation);
  const shown = exchange?.protectedPage?.identity;
  const nameId = exchange?.transcript?.answers.at(-1)?.plan.assertions[0]?.subject?.nameId;
  if (!shown || nameId?.value !== shown || nameId.format !== transientFormat) return null;
  const asked = exchange?.transcript?.requests.at(-1)?.request.nameIdPolicy?.format === transientFormat;
  const why = asked ? 'its request asked for that format' : 'idp.nameId of the profile says so';
  return `the page shows «${shown}», a transient NameID that is new at each sign-in (${why}); point protectedPage.identity at a claim, such as the e-mail address`;
}

const transientFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
