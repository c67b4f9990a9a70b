/** Addresses in a message that only a forgetful service provider goes to: XInclude and schema locations. */

import type { Policy } from '../policy.ts';
import type { FetchEntity } from './entities.ts';
import { attribute, descendants, everyElement, names } from './xml.ts';

function included(document: Document): string[] {
  return descendants(document, 'http://www.w3.org/2001/XInclude', 'include').map(
    (element) => attribute(element, 'href') ?? '',
  );
}

function schemas(document: Document): string[] {
  const hints = everyElement(document).map((element) => element.getAttributeNS(names.instance, 'schemaLocation') ?? '');
  // Pairs: a namespace, and where its schema is.
  return hints.flatMap((hint) => hint.split(/\s+/).filter((_, index) => index % 2 === 1));
}

/** Goes where the message says, as parsers do that nobody told not to. */
export async function followPointers(document: Document, policy: Policy, fetchEntity: FetchEntity): Promise<void> {
  const urls = [
    ...(policy.forgets('xinclude') ? included(document) : []),
    ...(policy.forgets('schema-location') ? schemas(document) : []),
  ];
  for (const url of urls.slice(0, 4)) await fetchEntity(url);
}
