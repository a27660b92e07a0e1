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
