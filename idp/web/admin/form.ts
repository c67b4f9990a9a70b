/** Reads a posted form, with or without files, bounded by what Express has read. */

/** Longest form, files included. */
export const FORM_LIMIT = 1024 * 1024;

/** A posted form. Text is trimmed: nobody means the space that was copied along. */
export interface Form {
  /** Value of a field; empty when it is not there. */
  text: (name: string) => string;
  /** All values of a field that are not empty. */
  all: (name: string) => string[];
  /** Name and bytes of a file; undefined when none was picked. */
  file: (name: string) => Promise<{ name: string; bytes: Buffer } | undefined>;
}

/** The form of a request without one. */
export const emptyForm: Form = { text: () => '', all: () => [], file: () => Promise.resolve(undefined) };

const trimmed = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '');

/** @throws TypeError when the body is no form of the given content type */
export async function readForm(body: Buffer, contentType: string): Promise<Form> {
  // The platform's own reader knows multipart as well; no further dependency is needed.
  const data = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  return {
    text: (name) => trimmed(data.get(name)),
    all: (name) =>
      data
        .getAll(name)
        .map(trimmed)
        .filter((value) => value !== ''),
    file: async (name) => {
      const value = data.get(name);
      if (value === null || typeof value === 'string' || (value.name === '' && value.size === 0)) return undefined;
      return { name: value.name, bytes: Buffer.from(await value.arrayBuffer()) };
    },
  };
}
