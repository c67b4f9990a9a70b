/** Lifts results of older schema versions to the current one, a step a version. */

/** Turns a file of version n into one of version n + 1; the schema checks the outcome, so a step may trust nothing. */
export type UpgradeStep = (json: Record<string, unknown>) => Record<string, unknown>;

/** The version that this samlproof writes. */
export const currentVersion = 1;

// By the version that a step starts from. Version 1 is the first, so there is none yet.
const steps: Record<number, UpgradeStep> = {};

/**
 * The file in the current version; what has no version, a newer one or no step that leads on is returned as it is, for the
 * schema to name. Nothing is changed in place.
 */
export function upgraded(json: unknown, known: Record<number, UpgradeStep> = steps, current = currentVersion): unknown {
  if (typeof json !== 'object' || json === null) return json;
  let file = json as Record<string, unknown>;
  for (;;) {
    const version = file['schemaVersion'];
    const step = typeof version === 'number' && version < current ? known[version] : undefined;
    if (step === undefined || typeof version !== 'number') return file;
    file = { ...step(structuredClone(file)), schemaVersion: version + 1 };
  }
}
