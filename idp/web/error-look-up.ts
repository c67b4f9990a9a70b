/** The look-up page for error numbers: what a code means here, and what an administrator does about it. */

import { errorTitles, unreachedErrors } from '../protocol/errors.ts';
import { remedies } from './error-remedies.ts';
import type { Reply } from './pages.ts';

interface Entry {
  code: string;
  title: string;
  remedy?: string;
  /** Why nobody meets it here. */
  unreached?: string;
}

const entries: Entry[] = [
  ...errorTitles.map(([code, title]) => ({ code, title, remedy: remedies[code] })),
  ...unreachedErrors.map(([code, title, unreached]) => ({ code, title, unreached })),
].sort((left, right) => Number(left.code) - Number(right.code));

/** @param asked with or without `AADSTS` in front */
export function errorLookUpReply(asked: string | null): Reply {
  const code = (asked ?? '').trim().replace(/^AADSTS/i, '');
  const data = {
    code: code.slice(0, 20),
    asked: code !== '',
    found: entries.find((entry) => entry.code === code),
    all: entries,
  };
  return { kind: 'page', status: 200, view: 'error-look-up', title: 'Error look-up', data };
}
