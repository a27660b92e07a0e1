export type {
  Action,
  ActionBuildError,
  ActionCreate,
  ActionDependency,
  ActionListQuery,
  ActionModule,
  ActionPage,
  ActionSecret,
  ActionStatus,
  ActionTrigger,
  ActionUpdate,
  ActionVersion,
  ActionVersionQuery,
} from './action'
export type { ActionDeleteOptions, Actions, CreatedAction } from './actions'
export type { ActionMismatch } from './match-action'
