// Loaded into the deploy CLI before it starts. For every import it compiles the schema of each text of the login pages
// twice (8 MB of schema, about 25 s of CPU), asked or not. Tests and benchmark import none, so that this one schema is left out;
// DEPLOY_CLI_WHOLE=1 runs the CLI without this file.
const { default: schema } = require('./node_modules/auth0-deploy-cli/lib/tools/auth0/schema.js')

delete schema.properties.prompts
