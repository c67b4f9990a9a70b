/** Writes the generated documents: `npm run build && node dist/tools/docs/main.js`. */

import { writeFile } from 'node:fs/promises';
import { loadCatalogue } from '../../scenarios/catalogue.ts';
import { catalogueDocument } from './catalogue.ts';
import { coverageDocument } from './coverage.ts';

const { cases } = await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 });
const docs = new URL('../../../docs/', import.meta.url);
await writeFile(new URL('catalogue.md', docs), catalogueDocument(cases));
await writeFile(new URL('coverage.md', docs), coverageDocument(cases));
console.log(`docs/catalogue.md and docs/coverage.md: ${cases.length} cases`);
