/** A company's network in small: its certificate authority, an https server with a certificate of it, and a proxy that knows its names. */

import { generateKeyPairSync } from 'node:crypto';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import forge from 'node-forge';

interface KeyAndCertificate {
  key: string;
  cert: string;
}

export interface Authority {
  pem: string;
  leaf: (host: string) => KeyAndCertificate;
}

export function privateAuthority(): Authority {
  const own = newKey();
  const subject = [{ name: 'commonName', value: 'Company authority' }];
  const pem = certify(own.forgeKey, own.forgeKey, subject, subject, [{ name: 'basicConstraints', cA: true }]);
  return {
    pem,
    leaf: (host) => {
      const { key, forgeKey } = newKey();
      const names = [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }];
      return { key, cert: certify(forgeKey, own.forgeKey, [{ name: 'commonName', value: host }], subject, names) };
    },
  };
}

function newKey(): { key: string; forgeKey: forge.pki.rsa.PrivateKey } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { key, forgeKey: forge.pki.privateKeyFromPem(key) };
}

function certify(
  key: forge.pki.rsa.PrivateKey,
  issuerKey: forge.pki.rsa.PrivateKey,
  subject: forge.pki.CertificateField[],
  issuer: forge.pki.CertificateField[],
  extensions: object[],
): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer);
  certificate.setExtensions(extensions);
  certificate.sign(issuerKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** An https server on loopback. */
export async function serveTls(
  identity: KeyAndCertificate,
  app: RequestListener,
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createHttpsServer(identity, app);
  return {
    port: await portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * A proxy that leads to loopback ports.
 * @param routes `host:port` as asked for, and the loopback port that it stands for
 * @param credentials `name:password` that it insists on
 */
export async function startProxy(
  routes: Record<string, number>,
  credentials?: string,
): Promise<{ url: string; asked: string[]; close: () => Promise<void> }> {
  const asked: string[] = [];
  const tunnels = new Set<Duplex>();
  const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createHttpServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    socket.on('error', () => undefined);
    tunnels.add(socket);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="company"\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    asked.push(`CONNECT ${request.url}`);
    const port = routes[request.url ?? ''];
    if (port === undefined) {
      socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    tunnels.add(upstream);
    upstream.on('error', () => socket.destroy());
  });
  const port = await portOf(server);
  const [name, password] = (credentials ?? '').split(':').map(encodeURIComponent);
  return {
    url: `http://${credentials === undefined ? '' : `${name}:${password}@`}127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const tunnel of tunnels) tunnel.destroy();
      }),
  };
}
