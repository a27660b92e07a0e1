// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { RequireHttpsHost, RequireWriteOnlySecrets } from 'auth0-event-streams/cdktf'
import { Aspects, type TerraformStack } from 'cdktf'

declare const stack: TerraformStack

Aspects.of(stack).add(new RequireWriteOnlySecrets())
Aspects.of(stack).add(new RequireHttpsHost('hooks.example.com', '*.example.org'))
// @ts-expect-error A rule without a host would refuse every endpoint.
new RequireHttpsHost()
// @ts-expect-error A list of hosts may be empty.
new RequireHttpsHost(...(['hooks.example.com'] as string[]))
// @ts-expect-error A host is text.
new RequireHttpsHost(/example/)
// @ts-expect-error The rule knows every secret.
new RequireWriteOnlySecrets('token')
