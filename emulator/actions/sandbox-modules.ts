/**
 * What an action can `require`: modules of Node that compute, and those that speak HTTP. `fetch` is there as a global.
 * Auth0 gives actions all of Node and what they list as dependencies; here whatever reaches files, processes or the
 * machine is left out, and no npm package is installed.
 */
export const ACTION_MODULES = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'http',
  'https',
  'path',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'timers',
  'timers/promises',
  'url',
  'util',
  'util/types',
  'zlib',
] as const
