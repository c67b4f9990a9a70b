/** Text for XML that we write ourselves (JUnit, SVG): escaped, and free of what XML 1.0 cannot hold. */

import { visible } from './html/visible.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** The text as element content or attribute value; XML 1.0, section 2.2 forbids most control characters even as references. */
export function xmlText(text: string, limit = 2_000): string {
  return visible(text, limit)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
