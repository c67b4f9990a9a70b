/** Inspections of the pages that people and attackers get to see. */

import type { InspectionFinding } from '../case.ts';
import type { Evidence, ExchangeFacts } from '../observation.ts';

const leaks: [pattern: RegExp, message: string][] = [
  [/<(?:\w+:)?(?:Response|Assertion)\b[^>]*urn:oasis:names:tc:SAML/, 'SAML XML'],
  [/&lt;(?:\w+:)?(?:Response|Assertion)\b/, 'SAML XML, escaped'],
  [/-----BEGIN [A-Z ]*(?:CERTIFICATE|KEY)-----/, 'a certificate or key'],
  [/^\s*at (?:async )?[\w$.<>[\] ]*\(?(?:file:|node:|\/|[A-Z]:\\)[^\s)]*:\d+/m, 'a JavaScript stack trace'],
  [/^\s*at [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)/m, 'a Java stack trace'],
  [/^\s*at [\w.`<>]+\([^)]*\) in .+:line \d+/m, 'a .NET stack trace'],
  [/Traceback \(most recent call last\)/, 'a Python stack trace'],
  [/^#\d+ \S+\.php\(\d+\)/m, 'a PHP stack trace'],
  [
    /(?:\/(?:usr|home|srv|opt|var|app|root)\/|[A-Z]:\\)[\w./\\-]*\.(?:[cm]?js|ts|py|rb|php|java|cs|dll|jar)\b/,
    'a file path',
  ],
  [/\bnode_modules\//, 'a path of a library'],
  [
    /\b(?:express|passport-saml|node-saml|samlify|xml-crypto|OpenSAML|python3-saml|ruby-saml)[ /@]v?\d+\.\d+/i,
    'a library version',
  ],
];

/** Block elements and line breaks become lines, so that escaped stack traces in HTML are found as well. */
function lines(body: string): string {
  return body.replace(/<(?:br|\/?p|\/?div|\/?pre|\/?li)\b[^>]*>|&nbsp;/gi, '\n');
}

/** What the page for a refused answer gives away; null when no refusal was seen. */
export function errorLeaks({ rejection }: Evidence): InspectionFinding[] | null {
  if (!rejection?.acs) return null;
  const body = lines(rejection.acs.body);
  return leaks.flatMap(([pattern, what]) => {
    const found = pattern.exec(body)?.[0].trim();
    return found === undefined
      ? []
      : [{ message: `the error page shows ${what}`, expected: 'a plain sentence', actual: found.slice(0, 200) }];
  });
}

function judged(evidence: Evidence): ExchangeFacts | undefined {
  return evidence.own.findLast(({ role }) => role === 'judged');
}

/** Whether the marker element of a claim stands in a page as an element, or kept its owner out. JSON needs no HTML escapes. */
export function markerEchoed(evidence: Evidence): InspectionFinding[] | null {
  const exchange = judged(evidence);
  if (!exchange?.acs || !exchange.protectedPage) return null;
  if (!exchange.protectedPage.signedIn) return [{ message: 'a person with angle brackets in the name cannot sign in' }];
  const { body } = exchange.acs;
  const isJson = /^\s*[[{]/.test(body);
  const actual = isJson ? undefined : /<samlproof-marker\b[^>]*>/i.exec(body)?.[0];
  const expected = '&lt;samlproof-marker&gt;';
  return actual === undefined
    ? []
    : [{ message: 'the markup of a claim stands in the page as markup', expected, actual }];
}
