/** Walks parsed elements by namespace and local name. */

import { XmlElement } from 'libxml2-wasm';

/** Child elements in document order, of one namespace and name when given. */
export function childElements(parent: XmlElement, namespace?: string, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = parent.firstChild; node !== null; node = node.next) {
    // A processing instruction has no `next` in this library (found by fuzzing).
    if ((node as typeof node | undefined) === undefined) return elementsNamed(byXPath(parent), namespace, name);
    if (node instanceof XmlElement) found.push(node);
  }
  return elementsNamed(found, namespace, name);
}

/** Slower, but it steps over whatever is no element. */
const byXPath = (parent: XmlElement): XmlElement[] =>
  parent.find('*').filter((node): node is XmlElement => node instanceof XmlElement);

/** Those of a list that have this namespace and name; for looking for several names with one walk. */
export function elementsNamed(elements: XmlElement[], namespace?: string, name?: string): XmlElement[] {
  return elements.filter(
    (element) =>
      (name === undefined || element.name === name) && (namespace === undefined || element.namespaceUri === namespace),
  );
}

/** The attributes in no namespace by name: cheaper than asking for each of many, most of which are absent. */
export function attributesOf(element: XmlElement): ReadonlyMap<string, string> {
  return new Map(element.attrs.filter((one) => one.namespaceUri === '').map((one) => [one.name, one.value]));
}

/** The value of an attribute in no namespace, or undefined. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attr(name)?.value;
}

/** The value of an attribute as xs:boolean, or undefined when it is absent or is none. */
export function booleanIn(given: string | undefined): boolean | undefined {
  const value = given?.trim();
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

/** An xs:boolean, or undefined when it is absent or is none. */
export const booleanOf = (element: XmlElement, name: string): boolean | undefined =>
  booleanIn(attributeOf(element, name));

/** Drops undefined properties, which exactOptionalPropertyTypes tells from absent ones. */
export function compact<T extends object>(properties: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) kept[name] = value;
  return kept as T;
}
