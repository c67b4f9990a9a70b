/** The Audience of an assertion. */

import type { Application } from '../tenant/model.ts';

/**
 * What stands in the Audience when the request (or the first identifier) says `identifier`: the application's own
 * audience when one is configured, else the identifier without the `#n` that only tells instances apart, and with `spn:`
 * in front when it is no URI (both documented).
 * @param prefix the switch `audiencePrefix`
 */
export function audienceOf(
  application: Pick<Application, 'audience'>,
  identifier: string,
  prefix: 'spn' | 'none' = 'spn',
): string {
  if (application.audience !== undefined) return application.audience;
  const name = identifier.replace(/#\d+$/, '');
  return prefix === 'none' || /^[a-z][a-z0-9+.-]*:/i.test(name) ? name : `spn:${name}`;
}
