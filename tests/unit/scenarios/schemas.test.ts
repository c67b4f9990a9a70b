/** Schemas that are not held against their meta-schema at run time, because that takes longer than the rest. */

import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Ajv2020 } from 'ajv/dist/2020.js';

for (const file of ['scenarios/target.schema.json', 'idp/tenant/tenant-file.schema.json']) {
  test(`${file} is a JSON Schema`, async () => {
    const schema = JSON.parse(await readFile(new URL(`../../../${file}`, import.meta.url), 'utf8')) as object;
    const ajv = new Ajv2020({ allErrors: true });
    await ajv.validateSchema(schema);
    expect(ajv.errors ?? []).toEqual([]);
    await ajv.validateSchema({ ...schema, required: 'schemaVersion' });
    expect(ajv.errors).not.toEqual([]);
  });
}
