/** Starts a sample vendor for people: `node dist/demo/tutorials/main.js headspace [port]`. */

import { startVendor, vendorNames, type VendorName } from './index.ts';

const [name = '', port = '0'] = process.argv.slice(2);
if (!(vendorNames as string[]).includes(name)) {
  process.stderr.write(`Expected one of ${vendorNames.join(', ')}, found «${name}».\n`);
  process.exitCode = 3;
} else {
  const vendor = await startVendor(name as VendorName, Number(port));
  process.stdout.write(
    [
      `${vendor.name}, a sample. Ctrl-C ends it.`,
      `Identifier     ${vendor.entityId}`,
      `Reply URL      ${vendor.acsUrl}`,
      `Sign on URL    ${vendor.signOnUrl}`,
      `Vendor side    ${vendor.adminUrl}`,
      '',
      'For its target profile:',
      `export SAMLPROOF_SP_URL=${vendor.baseUrl}`,
      '',
    ].join('\n'),
  );
}
