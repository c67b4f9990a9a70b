/** Lays XML out for the eye, line by line, without parsing it: malformed text is shown as far as it makes sense. */

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\]\s*(?=>))*>|<\/?[^\s<>!?/](?:"[^"]*"|'[^']*'|[^"'<>])*>|[^<]+|</g;
const attribute = /([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;

// Their attributes are what deviations touch; one a line, whatever their number, so that a difference shows one line.
const spread =
  /^(?:[\w.-]+:)?(?:Response|Assertion|AuthnRequest|Conditions|SubjectConfirmationData|AuthnStatement|LogoutRequest|LogoutResponse|EntityDescriptor)$/;

const deepest = 40;
const mostLines = 4_000;

function indentation(depth: number): string {
  return '  '.repeat(Math.min(depth, deepest));
}

function openingTag(text: string, depth: number): string[] {
  const name = /^<([^\s/>]+)/.exec(text)?.[1] ?? '';
  const attributes = [...text.matchAll(attribute)].map((match) => `${match[1]}=${match[2]}`);
  if (attributes.length === 0 || (!spread.test(name) && text.length <= 140)) return [indentation(depth) + text];
  const end = text.endsWith('/>') ? '/>' : '>';
  const inner = indentation(depth + 2);
  return [
    `${indentation(depth)}<${name}`,
    ...attributes.map((one, index) => inner + one + (index === attributes.length - 1 ? end : '')),
  ];
}

/** The tokens from `start` up to the closing tag, when the element holds no other element; else null. */
function leaf(tokens: string[], start: number): string[] | null {
  for (let index = start + 1; index < tokens.length; index += 1) {
    const one = tokens[index] ?? '';
    if (one.startsWith('</')) return tokens.slice(start, index + 1);
    if (/^<[^!?]/.test(one) || one === '<') return null;
  }
  return null;
}

function attachTo(lines: string[], tail: string): void {
  lines.push((lines.pop() ?? '') + tail);
}

/**
 * The lines of an XML text, indented. White space between elements is left out; all else is kept as it stands, comments and
 * processing instructions inside values too. At most 4,000 lines.
 */
export function prettyXml(xml: string): string[] {
  const tokens = xml.match(token) ?? [];
  const lines: string[] = [];
  let depth = 0;
  for (let index = 0; index < tokens.length && lines.length < mostLines; index += 1) {
    const one = tokens[index] ?? '';
    if (/^\s+$/.test(one)) continue;
    if (one.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      lines.push(indentation(depth) + one);
    } else if (/^<[^!?]/.test(one) && one.length > 1) {
      lines.push(...openingTag(one, depth));
      const whole = one.endsWith('/>') ? null : leaf(tokens, index);
      if (whole) {
        attachTo(lines, whole.slice(1).join(''));
        index += whole.length - 1;
      } else if (!one.endsWith('/>')) depth += 1;
    } else
      lines.push(
        ...one
          .trim()
          .split('\n')
          .map((line) => indentation(depth) + line),
      );
  }
  if (lines.length >= mostLines) lines.push('… (the rest is left out here)');
  return lines;
}
