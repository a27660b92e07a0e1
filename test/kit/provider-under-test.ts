import { dirname, resolve } from 'node:path'

/**
 * The executable that the suites drive: that of the build, or another one, such as a release's (`npm run test:self-contained`).
 * It must be named `terraform-provider-auth0`, so that Terraform finds it in its folder.
 */
export const PROVIDER_UNDER_TEST = resolve(
  process.env['PROVIDER_UNDER_TEST'] ?? resolve(__dirname, '../../dist/terraform-provider-auth0'),
)

/** The folder for Terraform's `dev_overrides`. */
export const PROVIDER_FOLDER = dirname(PROVIDER_UNDER_TEST)

/** The options by which a release in a folder is installed in place of the build's provider, such as that of `npm run release`. */
export const INSTALL_UNDER_TEST: readonly string[] =
  process.env['RELEASE_UNDER_TEST'] === undefined ? [] : ['--release', resolve(process.env['RELEASE_UNDER_TEST'])]
