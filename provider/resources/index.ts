/** SIGN where Terraform meets Auth0, and nowhere else. One folder per resource. */
export { createAuth0Provider } from './provider'
