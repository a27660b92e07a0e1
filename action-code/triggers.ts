/** The trigger of the Actions that event streams deliver to. */
export const EVENT_STREAM_TRIGGER = 'event-stream'

/**
 * The functions that an Action exports for a trigger; the first one is required. Source: Auth0's documentation. The handlers of
 * other triggers are not checked.
 */
export const HANDLERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  [EVENT_STREAM_TRIGGER]: ['onExecuteEventStream'],
  'post-login': ['onExecutePostLogin', 'onContinuePostLogin'],
  'credentials-exchange': ['onExecuteCredentialsExchange'],
  'pre-user-registration': ['onExecutePreUserRegistration'],
  'post-user-registration': ['onExecutePostUserRegistration'],
  'post-change-password': ['onExecutePostChangePassword'],
  'send-phone-message': ['onExecuteSendPhoneMessage'],
  'custom-phone-provider': ['onExecuteCustomPhoneProvider'],
  'custom-email-provider': ['onExecuteCustomEmailProvider'],
  'password-reset-post-challenge': ['onExecutePostChallenge', 'onContinuePostChallenge'],
  'custom-token-exchange': ['onExecuteCustomTokenExchange'],
}

/** The trigger whose handler a function name is, or undefined for another name. */
export function triggerOf(handler: string): string | undefined {
  return Object.entries(HANDLERS).find(([, names]) => names.includes(handler))?.[0]
}
