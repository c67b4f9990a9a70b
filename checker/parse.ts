/** From XML text to a DOM, or to the one reason why it may not be read. */

import { DOMParser } from '@xmldom/xmldom';

import { defect, type Defect } from './context.ts';
import { complaintOf } from './wellformed.ts';

/** The document, or the syntactic defect that ends all further reading. */
export type Parsed = { root: Element; defect?: undefined } | { root?: undefined; defect: Defect };

/** Characters; the longest honest message with every group that Entra emits has less than a twentieth. */
const largest = 1_000_000;

export function parse(xml: string): Parsed {
  if (xml.length > largest) return { defect: defect('too-large', `found ${xml.length} characters`) };
  const text = xml.startsWith('\uFEFF') ? xml.slice(1) : xml;
  const complaint = complaintOf(text);
  if (complaint !== null) return { defect: defect(complaint.code, complaint.message) };
  const trouble: string[] = [];
  const note = (message: string): number => trouble.push(message);
  const parser = new DOMParser({ errorHandler: { warning: note, error: note, fatalError: note } });
  const document = parser.parseFromString(text, 'text/xml');
  if (trouble[0] !== undefined) return { defect: defect('not-well-formed', trouble[0]) };
  return { root: document.documentElement };
}
