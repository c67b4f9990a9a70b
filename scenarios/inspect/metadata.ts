/** Inspections of the SP's metadata. */

import { attributeOf, findAll, localName, rootOf } from '../../idp/protocol/xml-text.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';

/** The findings of the metadata; null when the profile names none. */
function inMetadata(look: (xml: string, evidence: Evidence) => InspectionFinding[]) {
  return (evidence: Evidence): InspectionFinding[] | null => {
    const { metadata } = evidence;
    return metadata ? look(metadata.xml, evidence) : null;
  };
}

export const metadataSchema = inMetadata((xml, { metadata }) => {
  const findings = (metadata?.findings ?? []).map(({ message }) => ({ message }));
  const root = rootOf(xml);
  const name = root ? localName(root.name) : 'nothing';
  const roles = findAll(xml, 'SPSSODescriptor').length;
  return [
    ...findings,
    ...(name === 'EntityDescriptor'
      ? []
      : [{ message: 'the root element is another one', expected: 'EntityDescriptor', actual: name }]),
    ...(roles === 1
      ? []
      : [{ message: 'the number of SPSSODescriptor elements is wrong', expected: '1', actual: String(roles) }]),
  ];
});

/** RFC 3986 section 4.3: a scheme, then anything but white space; `urn:` names count. */
export const metadataEntityId = inMetadata((xml) => {
  const descriptor = findAll(xml, 'EntityDescriptor')[0];
  const id = (descriptor && attributeOf(xml, descriptor, 'entityID')) ?? '';
  const findings: InspectionFinding[] = [];
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(id)) {
    findings.push({ message: 'the entityID is not an absolute URI', expected: 'https://… or urn:…', actual: id });
  }
  if (id.length > 256) {
    const actual = `${id.length} characters`;
    findings.push({ message: 'the entityID is too long', expected: '256 characters at most', actual });
  }
  return findings;
});

export const metadataHttps = inMetadata((xml) =>
  ['AssertionConsumerService', 'SingleLogoutService'].flatMap((service) =>
    findAll(xml, service)
      .flatMap((span) => [attributeOf(xml, span, 'Location'), attributeOf(xml, span, 'ResponseLocation')])
      .filter((location) => location !== undefined && !location.startsWith('https://'))
      .map((location) => ({
        message: `a ${service} is not on https`,
        expected: 'https://…',
        actual: location ?? '',
      })),
  ),
);
