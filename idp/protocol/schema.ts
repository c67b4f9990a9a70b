/** Validates protocol messages and metadata against the OASIS schemas; what does not fit becomes findings, never a refusal. */

import { readFileSync } from 'node:fs';
import {
  XmlBufferInputProvider,
  XmlDocument,
  XmlLibError,
  XsdValidator,
  xmlRegisterInputProvider,
  type ErrorDetail,
} from 'libxml2-wasm';
import type { Finding } from './types.ts';
import { received, withXml, XmlRefused } from './xml.ts';

/** Under which addresses the schema files import each other. */
const files: Record<string, string[]> = {
  'saml-schema-assertion-2.0.xsd': ['saml-schema-assertion-2.0.xsd'],
  'xmldsig-core-schema.xsd': [
    'xmldsig-core-schema.xsd',
    'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd',
    'http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xmldsig-core-schema.xsd',
  ],
  'xenc-schema.xsd': ['http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd'],
  'xml.xsd': ['http://www.w3.org/2001/xml.xsd'],
};

const bytesOf = (file: string): Uint8Array => readFileSync(new URL(`./schemas/${file}`, import.meta.url));

let imports: XmlBufferInputProvider | undefined;
const validators = new Map<string, XsdValidator>();

function provideImports(): void {
  if (imports !== undefined) return;
  const buffers: Record<string, Uint8Array> = {};
  for (const [file, addresses] of Object.entries(files)) {
    const bytes = bytesOf(file);
    for (const address of addresses) buffers[address] = bytes;
  }
  imports = new XmlBufferInputProvider(buffers);
  xmlRegisterInputProvider(imports);
}

/** Compiles on first use (about 25 ms) and keeps schema and document for the life of the process: the one refers to the other. */
function validatorOf(file: string): XsdValidator {
  const known = validators.get(file);
  if (known !== undefined) return known;
  provideImports();
  const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(bytesOf(file)));
  validators.set(file, validator);
  return validator;
}

function toFinding(detail: ErrorDetail): Finding {
  return { code: 'schema', message: `line ${detail.line}: ${detail.message.trim()}` };
}

/** What a parsed document breaks in the schema of this file; for readers that have the document open already. */
export function schemaFindings(document: XmlDocument, schema: 'protocol' | 'metadata'): Finding[] {
  try {
    validatorOf(`saml-schema-${schema}-2.0.xsd`).validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const findings = error.details.map(toFinding);
    return findings.length > 0 ? findings : [{ code: 'schema', message: error.message }];
  }
}

function validate(xml: string, schema: 'protocol' | 'metadata'): Finding[] {
  try {
    return withXml(xml, received, (document) => schemaFindings(document, schema));
  } catch (error) {
    if (error instanceof XmlRefused) return [{ code: error.code, message: error.message }];
    throw error;
  }
}

/** Findings of a request or response; an empty list means that it is valid. Text that is no XML gives one finding. */
export function validateProtocol(xml: string): Finding[] {
  return validate(xml, 'protocol');
}

/** Findings of metadata. Entra's WS-Federation roles are of types that the SAML schema does not know: only the plain form is valid. */
export function validateMetadata(xml: string): Finding[] {
  return validate(xml, 'metadata');
}
