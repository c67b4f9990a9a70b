/** Says in one sentence what a case sent to the service provider. */

import { defectCodes } from '../checker/defects.ts';
import type { Case, Procedure } from './case.ts';
import { tooLarge } from './drive/cookies.ts';
import type { Observation } from './observation.ts';

const procedures: Record<Procedure['kind'], string> = {
  signIn: 'A person signed in.',
  replaySameBrowser: 'A response that was accepted before was sent again, from the same browser.',
  replayOtherBrowser: 'A response that was accepted before was sent again, from another browser.',
  answerOtherBrowser: 'The answer to one browser’s request was delivered in another browser, which never asked.',
  twoRequests: 'Two sign-ins were started in one browser, and one answer was sent.',
  concurrent: 'One response was sent several times at once.',
  together:
    'The subject and the victim signed in at the same instant, each several times and in browsers of their own.',
  afterHostile: 'Malformed messages were sent in a row, then a person signed in.',
  unsolicited: 'A response was sent that nobody had asked for.',
  answerAgain: 'A request was answered, and then a second time.',
  plantedCookies: 'A person signed in, then the page was opened with the cookies from before.',
  sessionKeys: 'A person signed in, then the page was opened with some of the cookies only.',
  forgedState:
    'A person signed in, then the page was opened with another name written into the cookies that hold theirs.',
  forgedHeaders: 'The page was opened without a session, by a request whose headers name the victim.',
  signInTwice: 'The person signed in twice.',
  rollOver: 'The identity provider changed its signing key, then the person signed in.',
  logout: 'The person signed in and then out.',
  collectRequests: 'Several sign-ins were started and not answered.',
  inspect: 'Nothing was sent: what the honest sign-ins left behind was looked at.',
};

/** Why nobody may be signed in although the answer was taken: the session's cookie is more than any browser keeps. */
export function unkept({ exchanges }: Observation): string {
  const large = new Set(tooLarge(exchanges.flatMap(({ trail }) => trail.flatMap(({ setCookies }) => setCookies))));
  return large.size === 0
    ? ''
    : ` It set a cookie that no browser keeps: ${[...large].join(', ')}; more than 4,096 are dropped (RFC 6265bis, 5.6).`;
}

/** One sentence, in words for a developer: the procedure, if it is more than a sign-in, and the message's flaw. */
export function sent(one: Case): string {
  const kind = one.procedure?.kind ?? 'signIn';
  if (one.procedure?.kind === 'logout' && one.procedure.start === 'idp') {
    const message =
      one.procedure.message === 'LogoutResponse' ? 'LogoutResponse that nobody asked for' : 'LogoutRequest';
    return `A person signed in, then the identity provider sent a ${message}.`;
  }
  const flaws = (one.defects ?? []).map((code) => defectCodes[code]);
  if (kind !== 'signIn') {
    return flaws.length ? `${procedures[kind]} Its flaw: ${flaws.join('; ')}.` : procedures[kind];
  }
  if (flaws.length)
    return `A response was sent with ${flaws.length === 1 ? 'this flaw' : 'these flaws'}: ${flaws.join('; ')}.`;
  if (one.expect === 'accept') return 'A valid response was sent.';
  if (one.identity === 'not the victim') return 'A response was sent for somebody whose name is nearly the victim’s.';
  return 'A response was sent that no text forbids.';
}
