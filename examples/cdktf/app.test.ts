import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createApp } from './app'

type Blocks = { readonly [type: string]: { readonly [id: string]: Readonly<Record<string, unknown>> } }

/** Synthesizes the app and gives the resources of one of its stacks by type. */
function resourcesOf(stack: string): Blocks {
  const outdir = mkdtempSync(join(tmpdir(), 'app-'))
  try {
    createApp({ outdir }).synth()
    return JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')).resource
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

const only = (blocks: Blocks, type: string) => {
  const [first, ...rest] = Object.values(blocks[type] ?? {})
  assert.ok(first !== undefined && rest.length === 0, `there is not exactly one ${type}`)
  return first
}

describe('the event streams', () => {
  const streams = Object.values(resourcesOf('event-streams')['auth0_event_stream'] ?? {})
  const named = (name: string) => streams.find((stream) => stream['name'] === name)

  it('tell AWS everything about users', () => {
    assert.deepEqual(named('users-to-eventbridge')?.['eventbridge_configuration'], {
      aws_account_id: '123456789012',
      aws_region: 'us-east-1',
    })
  })

  it('tell the CRM of customers, with a token that no state and no file keeps', () => {
    assert.deepEqual(named('customers-to-crm')?.['webhook_configuration'], {
      webhook_authorization: { method: 'bearer', token_wo: '${var.crm_token}', token_wo_version: 1 },
      webhook_endpoint: 'https://crm.example.com/auth0',
    })
  })

  it('run the Action for members of organizations', () => {
    assert.deepEqual(named('members-to-action')?.['action_configuration'], { action_id: '${var.action_id}' })
  })
})

describe('the AWS side', () => {
  const resources = resourcesOf('aws-events')

  it('makes the bus that Auth0 delivers to', () => {
    const { name, event_source_name: source } = only(resources, 'aws_cloudwatch_event_bus')
    assert.match(String(source), /aws_partner_event_source/)
    assert.equal(name, source)
  })

  it('writes the events of that bus into the log', () => {
    const [bus = ''] = Object.keys(resources['aws_cloudwatch_event_bus'] ?? {})
    const target = only(resources, 'aws_cloudwatch_event_target')
    assert.equal(target['event_bus_name'], `\${aws_cloudwatch_event_bus.${bus}.name}`)
    assert.match(String(target['arn']), /^\$\{aws_cloudwatch_log_group\.log\.arn\}$/)
  })
})
