/** Checks of single answers; each says what was expected and what was found. */

import { isPattern, searchGallery, type GalleryEntry } from '../idp/web/admin/gallery.ts';
import type { PageCondition, PageProbe } from '../scenarios/drive/driver.ts';
import { isWebUrl } from './options.ts';

/** An answer that cannot be taken; the message is the reason, for a person. */
export class Refusal extends Error {
  readonly code = 'SP_ANSWER';
}

/** @throws Refusal */
export function webAddress(text: string): string {
  if (isPattern(text)) throw new Refusal(`«${text}» still holds a placeholder; put in the vendor’s value.`);
  if (!isWebUrl(text)) {
    throw new Refusal(`«${text}» is no web address; expected one such as https://sp.example/saml/acs.`);
  }
  return text;
}

/** @throws Refusal */
export function identifier(text: string): string {
  if (isPattern(text)) throw new Refusal(`«${text}» still holds a placeholder; put in the vendor’s value.`);
  if (text === '' || /\s/.test(text)) {
    throw new Refusal(`«${text}» is no identifier; expected the SP’s entity id, without spaces.`);
  }
  return text;
}

/** @throws Refusal */
export function yesOrNo(text: string): boolean {
  if (/^(y|yes)$/i.test(text)) return true;
  if (/^(n|no)$/i.test(text)) return false;
  throw new Refusal(`«${text}» is neither yes nor no.`);
}

function pattern(text: string, groups: number): string {
  let found;
  try {
    found = (new RegExp(`${text}|`).exec('')?.length ?? 1) - 1;
  } catch (cause) {
    throw new Refusal(`«${text}» is no regular expression: ${(cause as Error).message}.`, { cause });
  }
  if (found < groups) {
    throw new Refusal(`«${text}» has no group; put the part that names the person in brackets: Signed in as (.+)`);
  }
  return text;
}

function pointer(text: string): string {
  if (/^(\/([^~/]|~[01])*)+$/.test(text)) return text;
  throw new Refusal(`«${text}» is no JSON pointer; expected one such as /user/name.`);
}

function parts(text: string): { kind: string; value: string } {
  const [, kind = '', value = ''] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  return { kind, value };
}

/** How success is seen: `status=200` (or the number alone), `selector=…`, `text=…`. @throws Refusal */
export function condition(text: string): PageCondition {
  const { kind, value } = /^\d+$/.test(text) ? { kind: 'status', value: text } : parts(text);
  if (kind === 'status' && /^[1-5]\d\d$/.test(value)) return { status: Number(value) };
  if (kind === 'selector') return { selector: value };
  if (kind === 'text') return { text: pattern(value, 0) };
  throw new Refusal(`found «${text}»; expected status=200, selector=#account or text=Sign out.`);
}

/** Where the person's name stands: a JSON pointer (`/nameId`), `selector=…` or `text=…(…)…`. @throws Refusal */
export function probe(text: string): PageProbe {
  const { kind, value } = text.startsWith('/') ? { kind: 'json', value: text } : parts(text);
  if (kind === 'json') return { json: pointer(value) };
  if (kind === 'selector') return { selector: value };
  if (kind === 'text') return { text: pattern(value, 1) };
  throw new Refusal(`found «${text}»; expected /nameId (JSON pointer), selector=#user or text=Signed in as (.+)`);
}

/** The entry with this name or id, or the only one that it can mean. @throws Refusal with the nearest names */
export function galleryEntry(text: string): GalleryEntry {
  const found = searchGallery(text);
  const wanted = text.trim().toLowerCase();
  const exact =
    found.find(({ name }) => name.toLowerCase() === wanted) ?? searchGallery('').find(({ id }) => id === wanted);
  // Two tutorials of one name differ by their year; the newer one comes first.
  const names = [...new Set(found.map(({ name }) => name))];
  const entry = exact ?? (names.length === 1 ? found[0] : undefined);
  if (entry !== undefined) return entry;
  throw new Refusal(
    found.length === 0
      ? `the gallery has no application «${text}»; leave it out, and give the addresses and claims yourself.`
      : `the gallery has ${names.length} applications like «${text}»: ${names.slice(0, 6).join(', ')}${names.length > 6 ? ' …' : ''}; give one whole name.`,
  );
}
