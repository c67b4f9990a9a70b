/** Connections of our own requests: kept alive, through the proxy where there is one, with the trust that the network states. */

import { X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type PeerCertificate,
} from 'node:tls';
import { Agent, ProxyAgent, type Dispatcher } from 'undici';
import { proxyFor, type Network } from './http-network.ts';
import { isLoopback } from './site.ts';

export interface Agents {
  of: (url: string) => Dispatcher;
  close: () => Promise<void>;
}

export interface AgentOptions {
  /** Hears the certificate of every host that was found right. */
  onVerified?: (certificate: X509Certificate) => void;
  /** Takes any certificate of any host. Default: of loopback alone, where an SP may show one that nobody signed. */
  anyCertificate?: boolean;
}

export function makeAgents(network: Network, { onVerified, anyCertificate = false }: AgentOptions = {}): Agents {
  const keepAliveTimeout = 4_000;
  const anything = { rejectUnauthorized: false };
  const lenient = new Agent({ keepAliveTimeout, connect: anything });
  // A run against loopback needs no trust at all, and a trust of its own takes a fifth of a second to make.
  let trusted: ReturnType<typeof trustOf> | undefined;
  const trust = (): ReturnType<typeof trustOf> => (trusted ??= trustOf(network));
  const strict = (): object => ({ ...trust(), ...(onVerified ? { checkServerIdentity: hearing(onVerified) } : {}) });
  let direct: Agent | undefined;
  const proxied = new Map<string, ProxyAgent>();
  const through = (uri: string): ProxyAgent => {
    const known = proxied.get(uri);
    if (known !== undefined) return known;
    // As browsers do it: http goes to the proxy as it is, only https needs a tunnel.
    const made = new ProxyAgent({
      uri,
      keepAliveTimeout,
      requestTls: anyCertificate ? anything : strict(),
      proxyTls: trust(),
      proxyTunnel: false,
    });
    proxied.set(uri, made);
    return made;
  };
  return {
    of: (url) => {
      if (isLoopback(url)) return lenient;
      const proxy = proxyFor(network, url);
      if (proxy !== null) return through(proxy.url);
      if (anyCertificate) return lenient;
      direct ??= new Agent({ keepAliveTimeout, connect: strict() });
      return direct;
    },
    close: async () => {
      const agents = [lenient, ...(direct === undefined ? [] : [direct]), ...proxied.values()];
      await Promise.all(agents.map((agent) => agent.destroy()));
    },
  };
}

/** Naming authorities replaces Node's own, so those are named again; the context is made once. */
function trustOf({ authorities }: Network): { secureContext?: SecureContext } {
  if (authorities.length === 0) return {};
  return { secureContext: createSecureContext({ ca: [...rootCertificates, ...authorities] }) };
}

/** Node asks for the identity only once the chain was found right. */
function hearing(onVerified: (certificate: X509Certificate) => void): typeof checkServerIdentity {
  return (host: string, certificate: PeerCertificate) => {
    const wrong = checkServerIdentity(host, certificate);
    if (wrong === undefined) onVerified(new X509Certificate(certificate.raw));
    return wrong;
  };
}
