import type { IConstruct } from 'constructs'
import { Annotations, TerraformProvider } from './core'

/** The construct that an error names, or its title before it exists. */
export type Subject = IConstruct | string

function titleOf(subject: Subject): string {
  if (typeof subject === 'string') return subject
  return `${kindOf(subject)} "${subject.node.path}"`
}

function kindOf(construct: IConstruct): string {
  if (TerraformProvider.isTerraformProvider(construct)) return 'Auth0Provider'
  return 'actionId' in construct ? 'EventStreamAction' : 'EventStream'
}

/** The error for an invalid property. It begins with the path of the construct. */
export function refusal(subject: Subject, prop: string, detail: string): Error {
  return new Error(`${titleOf(subject)}: ${prop}: ${detail.replaceAll('\n\n', ' ')}`)
}

/** Adds a warning that the CLI prints at synth with the path of the construct. */
export function warn(construct: IConstruct, prop: string, detail: string): void {
  Annotations.of(construct).addWarning(`${prop}: ${detail.replaceAll('\n\n', ' ')}`)
}
