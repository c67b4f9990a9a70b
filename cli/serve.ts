/** Serves the identity provider for people until Ctrl-C. */

import { startIdp, type RegistrationSpec } from '../idp/index.ts';
import { startCanary } from '../scenarios/canary.ts';
import type { Target } from '../scenarios/target.ts';
import type { IdpOptions } from './commands/idp.ts';
import { type Interrupt, interruptible } from './interrupt.ts';
import { idpOptionsOf } from './options.ts';

export async function idpCommand(options: IdpOptions): Promise<void> {
  await serve(
    options,
    interruptible(() => undefined),
  );
}

/** What only some need is loaded when they do: people wait for the address, not for the catalogue. */
async function loadTargets(
  files: string[] = [],
  ca: string[] = [],
): Promise<{ targets: Target[]; registrations: RegistrationSpec[] }> {
  if (files.length === 0) return { targets: [], registrations: [] };
  const [{ networkOf }, { loadTarget }, { registrationOf }] = await Promise.all([
    import('../scenarios/drive/http-network.ts'),
    import('../scenarios/target.ts'),
    import('../scenarios/registration.ts'),
  ]);
  const network = await networkOf(process.env, ca);
  const targets = await Promise.all(files.map((file) => loadTarget(file, { network })));
  return { targets, registrations: targets.map(registrationOf) };
}

/** Serves until the interrupt. */
export async function serve(options: IdpOptions, { signal, stop }: Interrupt): Promise<void> {
  const { targets, registrations } = await loadTargets(options.target, options.ca);
  const canary = await startCanary();
  const idp = await startIdp({
    ...idpOptionsOf(options),
    catalogue: async () => (await import('../scenarios/catalogue.ts')).loadCatalogue(),
    canaryUrl: canary.url,
    targets: registrations,
    log: (line) => {
      if (!options.quiet) process.stderr.write(`${line}\n`);
    },
  });
  const facts = {
    baseUrl: idp.baseUrl,
    loginUrl: idp.ssoUrl,
    entityId: idp.entityId,
    metadata: idp.metadataUrl('entra'),
    samlMetadata: idp.metadataUrl('saml'),
    control: `${idp.controlUrl}/exchanges`,
    state: options.state,
    applications: targets.map((target) => ({ name: target.name, entityId: target.sp.entityId })),
  };
  if (options.json) process.stdout.write(`${JSON.stringify(facts)}\n`);
  else {
    process.stdout.write(
      [
        `Identity provider   ${facts.baseUrl}`,
        `Login URL           ${facts.loginUrl}`,
        `Entra Identifier    ${facts.entityId}`,
        `Metadata            ${facts.metadata}`,
        `  as plain SAML     ${facts.samlMetadata}`,
        `Admin center        ${facts.baseUrl}/admin`,
        `My Apps             ${facts.baseUrl}/myapps`,
        `Control endpoint    ${facts.control}   (bearer secret: ${options.state}/control-secret)`,
        ...facts.applications.map((one) => `Application         ${one.name}: ${one.entityId}`),
        'Ctrl-C ends it.',
        '',
      ].join('\n'),
    );
  }
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.all([idp.close(), canary.close()]);
  stop();
}
