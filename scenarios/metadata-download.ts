/** Fetches a service provider's metadata, with our name on the request. */

import { explained, type Network } from './drive/http-network.ts';

/**
 * @returns the text, or the status of an answer that is none
 * @throws Error in words when there is no answer within fifteen seconds
 */
export async function downloadMetadata(url: string, network: Network): Promise<{ xml: string } | { status: number }> {
  // Loaded only for metadata behind a URL: it takes a tenth of a second.
  const [{ fetch }, { makeAgents }] = await Promise.all([import('undici'), import('./drive/http-agents.ts')]);
  const agents = makeAgents(network);
  try {
    const answer = await fetch(url, {
      dispatcher: agents.of(url),
      headers: { 'user-agent': 'samlproof', accept: 'application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1' },
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.ok) return { xml: await answer.text() };
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (cause) {
    const inner = (cause as { cause?: unknown }).cause ?? cause;
    const reason = inner instanceof Error ? inner.message || inner.name : String(inner);
    throw new Error(explained(network, url, reason), { cause });
  } finally {
    await agents.close();
  }
}
