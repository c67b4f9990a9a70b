/** What a forgetful service provider fetches because a message names it: keys, ciphertexts, the metadata of strangers. */

import type { FetchEntity } from '../message/entities.ts';
import { attribute, descendants, names } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import { newcomer, type Trust } from './trust.ts';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';

/** Answers are of no interest: that somebody asked is all that matters. A careful service provider asks nobody. */
export async function fetchNamed(
  original: Element,
  trust: Trust,
  fetchEntity: FetchEntity,
  policy: Policy,
): Promise<void> {
  const elements = [
    ...descendants(original, names.signature, 'RetrievalMethod'),
    ...descendants(original, xenc, 'CipherReference'),
  ];
  const outside = elements.flatMap((one) => attribute(one, 'URI') ?? []).filter((uri) => /^https?:/.test(uri));
  const urls = outside.length > 0 && policy.forgets('retrieval') ? outside : [];
  const { entityId = '' } = newcomer(original, trust, policy) ?? {};
  if (/^https?:/.test(entityId)) urls.push(entityId);
  for (const url of urls.slice(0, 4)) await fetchEntity(url);
}
