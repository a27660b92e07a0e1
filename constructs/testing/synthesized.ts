import { Construct } from 'constructs'
import { TerraformStack, Testing } from '../core'
import { isJson, type Json } from '../json'
import { inheritTeamRules } from '../team-rules'

/** A stack, its `cdk.tf.json` or the output of `Testing.synth` as text, or either of them parsed. */
export type Synthesized = string | Json | TerraformStack

/**
 * Synthesizes a stack in memory like `app.synth()`: runs aspects and validations, and throws if one of them reports an error. Each call
 * runs them again, so synthesize a large stack once for several assertions.
 *
 * @example
 * const json = synthesize(stack)
 * expectEventStream(json, 'prod/Users').toSubscribeTo('user.created')
 */
export function synthesize(stack: TerraformStack): Json {
  inheritTeamRules(stack)
  // The only public way to run aspects. Its output is not used, since it lacks the paths of the constructs.
  Testing.synth(stack, true)
  const errors = stack.node.findAll().flatMap(errorsOf)
  if (errors.length > 0) throw new Error(`The stack has errors:\n${[...new Set(errors)].join('\n')}`)
  return stack.toTerraform()
}

function errorsOf({ node }: Construct): readonly string[] {
  return node.metadata.filter(({ type }) => type === '@cdktf/error').map(({ data }) => `[${node.path}] ${data}`)
}

/** Parses `cdk.tf.json`. Throws if the input is not the JSON of a stack. */
export function parseSynthesized(given: Synthesized): Json {
  if (TerraformStack.isStack(given)) return synthesize(given)
  const parsed = typeof given === 'string' ? parseText(given) : given
  if (isJson(parsed) && !Construct.isConstruct(parsed)) return parsed
  throw new Error('This is not a stack: give a TerraformStack, or its synthesized JSON.')
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the text, which may contain a secret.
    throw new Error('This text is not JSON: give the content of cdk.tf.json, or what Testing.synth returns.')
  }
}
