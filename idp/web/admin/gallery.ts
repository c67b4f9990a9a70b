/** The application gallery: facts of public tutorials (names, URL patterns, claims), searchable. */

import { readFileSync } from 'node:fs';
import type { ClaimRule } from '../../tenant/model.ts';

export interface GalleryEntry {
  id: string;
  name: string;
  /** Year of the older of two tutorials with the same name. */
  edition?: string;
  /** Patterns or literals; placeholders stand in angle brackets. */
  identifiers?: string[];
  replyUrls?: string[];
  signOnUrl?: string;
  relayState?: string;
  claims?: Pick<ClaimRule, 'name' | 'namespace' | 'source'>[];
  initiated?: string[];
  /** The identifier is fixed, so a directory can hold one instance only. */
  singleInstance?: boolean;
}

let entries: GalleryEntry[] | undefined;

/** All entries; read when first asked for. */
export function galleryEntries(): GalleryEntry[] {
  entries ??= JSON.parse(readFileSync(new URL('./gallery.json', import.meta.url), 'utf8')) as GalleryEntry[];
  return entries;
}

/** Entries whose name holds every word, exact names first, then names that begin so. */
export function searchGallery(text: string): GalleryEntry[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  const rank = ({ name, edition }: GalleryEntry): number => {
    const lower = name.toLowerCase();
    return (lower === wanted ? 0 : lower.startsWith(wanted) ? 1 : 2) + (edition === undefined ? 0 : 0.5);
  };
  return galleryEntries()
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .sort((left, right) => rank(left) - rank(right) || left.name.localeCompare(right.name, 'en'));
}

/** Whether a value still has to be completed: it holds a placeholder. */
export const isPattern = (value: string): boolean => /<[^<>]+>/.test(value);

/** Values that can be used as they stand. */
export const literals = (values: string[] = []): string[] => values.filter((value) => !isPattern(value));
