/** Takes images from beside result.json into the page, and nothing from anywhere else. */

import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

const largest = 400_000;

/** Recognised by their first bytes, whatever the file is called. */
function mediaType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return null;
}

export type ImageSource = (relative: string) => { uri: string } | { missing: string };

/**
 * A reader of images below `baseDir`, at most 400 kB each and `budget` bytes together; what cannot be shown says why.
 * Paths that lead out of the folder, by symbolic links too, are refused: result.json may come from a stranger.
 */
export function imagesFrom(baseDir: string | undefined, budget = 4_000_000): ImageSource {
  let left = budget;
  return (relative) => {
    if (baseDir === undefined) return { missing: 'The image was not at hand when this page was made.' };
    try {
      const base = realpathSync(baseDir);
      const file = realpathSync(path.resolve(base, relative));
      if (!file.startsWith(base + path.sep)) return { missing: 'The image lies outside the folder of the result.' };
      const { size } = statSync(file);
      if (size > largest) return { missing: 'The image is larger than 400 kB; open it beside result.json.' };
      if (size > left) return { missing: 'The page holds as many images as it may; open this one beside result.json.' };
      const bytes = readFileSync(file);
      const type = mediaType(bytes);
      if (type === null) return { missing: 'The file is no PNG, JPEG or WebP image.' };
      left -= size;
      return { uri: `data:${type};base64,${bytes.toString('base64')}` };
    } catch {
      return { missing: 'The image is not there any more.' };
    }
  };
}
