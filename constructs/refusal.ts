import type { IConstruct } from 'constructs'
import { Annotations, TerraformProvider } from './core'

/** What an error names first: a construct, or what is to become one. */
export type Subject = IConstruct | string

const titleOf = (subject: Subject): string => {
  if (typeof subject === 'string') return subject
  return `${kindOf(subject)} "${subject.node.path}"`
}

function kindOf(construct: IConstruct): string {
  if (TerraformProvider.isTerraformProvider(construct)) return 'Auth0Provider'
  return 'actionId' in construct ? 'EventStreamAction' : 'EventStream'
}

/** The error for a prop that is wrong. It names the construct by its path, where the prop was given. */
export const refusal = (subject: Subject, prop: string, detail: string): Error =>
  new Error(`${titleOf(subject)}: ${prop}: ${detail.replaceAll('\n\n', ' ')}`)

/** Shows a warning at synth, beside the path of the construct, that does not stop anything. */
export const warn = (construct: IConstruct, prop: string, detail: string): void =>
  Annotations.of(construct).addWarning(`${prop}: ${detail.replaceAll('\n\n', ' ')}`)
