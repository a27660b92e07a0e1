import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, OWN_SOURCE, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, credentials, eventbridge, requireProvider, stream } from './configuration'

/** Auth0's documentation, "Create an Event Stream", as it stands there, white space included. */
const DOCUMENTED = {
  eventbridge: {
    'main.tf': `terraform {
  required_providers {
    auth0 = {
      source  = "auth0/auth0"
      version = ">= 1.0.0" 
    }
  }
}

provider "auth0" {}

resource "auth0_event_stream" "eventbridge_stream" {
  name             = "ng-demo-eventbridge-tf"
  destination_type = "eventbridge" # Required
  subscriptions    = ["user.created"]

  eventbridge_configuration {
    aws_account_id = var.aws_account_id
    aws_region     = var.aws_region
  }
}
`,
    'variables.tf': `variable "aws_account_id" {
  description = "The 12-digit AWS Account ID where the EventBridge event bus resides."
  type        = string
}

variable "aws_region" {
  description = "The AWS region (e.g., us-east-1) for the EventBridge event bus."
  type        = string
}
`,
    'terraform.tfvars': `aws_account_id = "123456789012"
aws_region     = "us-east-1"
`,
  },
  webhook: {
    'main.tf': `terraform {
  required_providers {
    auth0 = {
      source  = "auth0/auth0"
      version = ">= 1.0.0" 
    }
  }
}

provider "auth0" {}

resource "auth0_event_stream" "webhook_stream" {
  name             = "my-webhook-handler-stream-tf"
  destination_type = "webhook" 
  subscriptions    = ["user.created"] 

  webhook_configuration {
    webhook_endpoint = var.webhook_endpoint_url

    webhook_authorization {
      method = "bearer"
      token  = var.api_token 
    }
  }
}
`,
    'variables.tf': `variable "api_token" {
  description = "The secret token used for Webhook Bearer Authorization."
  type        = string
  sensitive   = true 
}

variable "webhook_endpoint_url" {
  description = "The public HTTPS URL for the webhook handler (e.g., your ngrok URL)."
  type        = string
}
`,
    'terraform.tfvars': `api_token            = "the-documented-token"
webhook_endpoint_url = "https://example.ngrok.app/webhook"
`,
  },
}

describeWithTerraform('an installed provider', () => {
  let tenant: Emulator
  beforeAll(async () => {
    tenant = await startEmulator()
  })
  afterAll(() => tenant.close())
  function installed(source: string, files: Record<string, string>) {
    return createWorkspace({ files, source, provider: 'mirror', env: credentials(tenant) })
  }

  describe.each(Object.entries(DOCUMENTED))(
    'under the address auth0/auth0, with the documented files for %s',
    (_, files) => {
      let workspace: Workspace
      beforeAll(async () => {
        workspace = await installed('auth0/auth0', files)
      })
      afterAll(() => workspace.remove())

      it('is found by terraform init', async () => {
        expect(await workspace.init()).toMatchObject({
          exitCode: 0,
          stdout: expect.stringMatching(/Installed auth0\/auth0 v1\.\d+\.\d+/),
        })
      })

      it('creates the stream', async () => {
        await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
      })

      it('shows no token in the plan', async () => {
        workspace.write({ 'terraform.tfstate': null })
        expect((await workspace.run(['plan'])).stdout).not.toContain('the-documented-token')
      })
    },
  )

  describe('under its own address', () => {
    let workspace: Workspace
    beforeAll(async () => {
      workspace = await installed(OWN_SOURCE, {
        'main.tf': requireProvider() + stream({ label: 'own', type: 'eventbridge', body: eventbridge() }),
      })
      await workspace.init()
    })
    afterAll(() => workspace.remove())
    function lockFile() {
      return readFileSync(join(workspace.folder, '.terraform.lock.hcl'), 'utf8')
    }

    it('is written into the lock file', () => {
      expect(lockFile()).toContain('provider "registry.terraform.io/auth0-event-streams/auth0"')
    })

    it('satisfies its own lock file', async () => {
      const locked = lockFile()
      expect([(await workspace.init('-lockfile=readonly')).exitCode, lockFile()]).toEqual([0, locked])
    })

    it('creates a stream', async () => {
      await expect(applyCleanly(workspace)).resolves.toHaveProperty('exitCode', 0)
    })
  })
})
