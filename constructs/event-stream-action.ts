import { Construct, type IConstruct } from 'constructs'
import { action, EVENT_STREAM_TRIGGER } from '../schema/auth0/action'
import { checkCode, escapeTemplates } from './action-code'
import { partsOf } from './action-parts'
import { readCodeFile } from './code-file'
import { DependentAction } from './dependent-elements'
import type { EventStreamActionProps } from './event-stream-action-props'
import { requireId } from './given'
import type { Action as ActionResource } from './l1/action'
import { commonArgumentsOf } from './meta-arguments'
import { refusal, warn } from './refusal'
import { checkAtSynth } from './stack-checks'
import { requireProps, validate } from './validate'

/** An Action that an event stream can deliver to. */
export interface IEventStreamAction extends IConstruct {
  /** Id of the Action, a token that Terraform replaces. */
  readonly actionId: string
  /** Name of the Action. */
  readonly actionName: string
  /** Id of the version that is deployed. */
  readonly versionId: string
}

const { body: declared } = action

/**
 * Code that Auth0 runs for each event of a stream. It is JavaScript (CommonJS) that exports `onExecuteEventStream`; its type is
 * `EventStreamActionHandler`. The constructor throws, with line and column, if Auth0 could not run the code, and shows a
 * warning for code that would most likely fail.
 *
 * Auth0 deletes an Action together with the stream that runs it, and runs it for one stream only.
 *
 * @example
 * const key = new SecretVariable(this, 'crm_key')
 * const handler = EventStreamAction.fromFile(this, 'Handler', join(__dirname, 'handler.js'), { secrets: { API_KEY: key.stringValue } })
 * new EventStream(this, 'Users', { events: EventType.user.all, destination: Destination.action(handler) })
 */
export class EventStreamAction extends Construct implements IEventStreamAction {
  /** Type of the resource, for the frameworks' own matchers, such as `toHaveResource(EventStreamAction)`. */
  static readonly tfResourceType = 'auth0_action'

  /** An Action whose code is in a file: a single file, since an Action can load packages but no other files. */
  static fromFile(scope: Construct, id: string, file: string, props: EventStreamActionProps = {}): EventStreamAction {
    return new EventStreamAction(scope, id, { file }, props)
  }

  /** An Action whose code is given as a string. */
  static fromInline(scope: Construct, id: string, code: string, props: EventStreamActionProps = {}): EventStreamAction {
    return new EventStreamAction(scope, id, { code }, props)
  }

  /** The Terraform resource, for `addOverride` and `moveFromId`. */
  readonly resource: ActionResource
  private readonly isDeployed: boolean
  private stream: Construct | undefined

  private constructor(scope: Construct, id: string, source: Source, props: EventStreamActionProps) {
    super(scope, requireId('EventStreamAction', scope, id))
    checkAtSynth(this)
    requireProps(this, 'props', props)
    const { name = this.node.path.replaceAll('/', '-'), deploy = true } = props
    validate(this, props.name === undefined ? 'name (by default the path)' : 'name', name, declared.name)
    validate(this, 'deploy', deploy, declared.deploy)
    const parts = partsOf(this, props)
    const code = 'file' in source ? readCodeFile(this, source.file) : source.code
    const file = 'file' in source ? source.file : undefined
    checkCode(this, { code, file, secrets: parts.secretNames, dependencies: parts.packageNames })
    this.isDeployed = deploy
    this.resource = new DependentAction(this, 'Resource', {
      name,
      code: escapeTemplates(code),
      deploy,
      supportedTriggers: { id: EVENT_STREAM_TRIGGER, version: TRIGGER_VERSION },
      ...parts.config,
      ...commonArgumentsOf(this, props),
    })
  }

  get actionId(): string {
    return this.resource.id
  }

  get actionName(): string {
    return this.resource.name
  }

  get versionId(): string {
    return this.resource.versionId
  }

  /** Returns the id for a stream. Throws if the Action belongs to another stream. Called by `Destination.action`. */
  assignTo(stream: Construct): string {
    if (this.stream !== undefined && this.stream !== stream) {
      throw refusal(
        stream,
        'destination',
        `the Action "${this.node.path}" is the destination of "${this.stream.node.path}" already, and Auth0 runs an Action for one stream only. Create another EventStreamAction, which may have the same code.`,
      )
    }
    this.stream = stream
    if (!this.isDeployed) {
      warn(
        stream,
        'destination',
        `the Action "${this.node.path}" has deploy: false, and Auth0 refuses a stream whose Action is not deployed. Leave it out, unless you deploy the Action in another way.`,
      )
    }
    return this.actionId
  }
}

type Source = { readonly file: string } | { readonly code: string }

/** The only version of the trigger. */
const TRIGGER_VERSION = 'v1'
