/** A failed case as one HTML page that posts its message again when a person presses the button. */

import { documentRenderer, type DocumentView } from '../html/document.ts';
import { prettyXml } from '../html/pretty-xml.ts';
import { linkable, visible, visibleDeep } from '../html/visible.ts';
import type { CaseResult } from '../result.ts';
import type { TestVector } from './vector.ts';

const page = documentRenderer({
  templates: ['cases/replay.hbs'],
  styles: ['html/page.css', 'html/sheets.css'],
  // Not the ACS alone: browsers hold the redirects after a post against this list, too.
  formAction: 'http: https:',
});

/** The page as text. It has no script, so nothing is sent before the button is pressed. */
export function renderReplay(vector: TestVector, one: CaseResult): string {
  const shown = visibleDeep(vector, () => 1_500);
  const steps = one.exchanges.length > 1 ? one.exchanges.map(({ what }) => visible(what, 200)) : [];
  return page({
    ...shown,
    title: `${shown.case} · replay`,
    heading: shown.title,
    what: one.expect === 'reject' ? 'a message that must be refused' : 'the message of a failed case',
    requestId: shown.request?.id ?? null,
    steps,
    // These two go to the service provider as they are; escaping is the template's work.
    post: { ...shown.post, SAMLResponse: vector.post.SAMLResponse },
    relayState: vector.post.RelayState,
    action: linkable(vector.post.url),
    pretty: visible(prettyXml(vector.post.xml.slice(0, 64_000)).join('\n'), 100_000),
  } as DocumentView);
}
