import { Construct } from 'constructs'
import { TerraformStack, Testing } from '../core'
import { isJson, type Json } from '../json'
import { inheritTeamRules } from '../team-rules'

/** What a test can be given of a stack: the stack, its `cdk.tf.json` as text, the text of `Testing.synth`, or either parsed. */
export type Synthesized = string | Json | TerraformStack

/**
 * Synthesizes a stack in memory, as `app.synth()` would: aspects and validations run, and it throws when one of them
 * reports an error. Each call runs them anew; for many questions about a large stack, synthesize it once.
 *
 * @example
 * const json = synthesize(stack)
 * expectEventStream(json, 'prod/Users').toSubscribeTo('user.created')
 */
export function synthesize(stack: TerraformStack): Json {
  inheritTeamRules(stack)
  // Its text is not what is wanted, since it lacks the paths of the constructs; but no other way to run aspects is public.
  Testing.synth(stack, true)
  const errors = stack.node.findAll().flatMap(errorsOf)
  if (errors.length > 0) throw new Error(`The stack has errors:\n${[...new Set(errors)].join('\n')}`)
  return stack.toTerraform()
}

const errorsOf = ({ node }: Construct): readonly string[] =>
  node.metadata.filter(({ type }) => type === '@cdktf/error').map(({ data }) => `[${node.path}] ${data}`)

/** Gives the parsed `cdk.tf.json`. Throws for what is none. */
export function parseSynthesized(given: Synthesized): Json {
  if (TerraformStack.isStack(given)) return synthesize(given)
  const parsed = typeof given === 'string' ? parseText(given) : given
  if (isJson(parsed) && !Construct.isConstruct(parsed)) return parsed
  throw new Error('This is not a stack: give a TerraformStack, or what is synthesized of one.')
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own words would show what stands there, which may be a secret.
    throw new Error('This text is not JSON: give the content of cdk.tf.json, or what Testing.synth returns.')
  }
}
