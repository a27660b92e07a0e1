import { RequireHttpsHost, RequireWriteOnlySecrets } from 'auth0-event-streams/cdktf'
import { App, type AppConfig, Aspects } from 'cdktf'
import { AwsEvents } from './aws-events'
import { EventStreams } from './event-streams'
import { CRM_HOST } from './settings'

/** The app: the event streams, the AWS resources that receive events, and the team rules. */
export function createApp(config?: AppConfig): App {
  const app = new App(config)
  const { users } = new EventStreams(app, 'event-streams')
  new AwsEvents(app, 'aws-events', { stream: users })
  Aspects.of(app).add(new RequireWriteOnlySecrets())
  Aspects.of(app).add(new RequireHttpsHost(CRM_HOST))
  return app
}
