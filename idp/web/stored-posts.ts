/** Posts that came without a cookie, kept for the GET that they are turned into: only for an IdP on plain http beyond loopback. */

const POSTS_KEPT = 64;

export interface StoredPosts {
  /** Keeps the parameters and returns the name under which they can be taken once. */
  keep: (parameters: URLSearchParams) => string;
  take: (name: string | null) => URLSearchParams | undefined;
}

/** An empty store; the oldest of more than 64 go, so nobody can fill the memory. */
export function createStoredPosts(newToken: () => string): StoredPosts {
  const all = new Map<string, URLSearchParams>();
  return {
    keep: (parameters) => {
      if (all.size >= POSTS_KEPT) all.delete(all.keys().next().value ?? '');
      const name = newToken();
      all.set(name, parameters);
      return name;
    },
    take: (name) => {
      const parameters = name === null ? undefined : all.get(name);
      if (name !== null) all.delete(name);
      return parameters;
    },
  };
}
