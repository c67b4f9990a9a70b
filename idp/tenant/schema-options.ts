/** How files that people write are held against their schemas: everything wrong at once, and quick to be ready. */

/** Options of Ajv. */
export const fileSchemaOptions = {
  allErrors: true,
  verbose: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
  // Halves the time to the first file; tests hold the schemas against their meta-schema instead.
  validateSchema: false,
  meta: false,
  inlineRefs: false,
} as const;
