import type { Hono } from 'hono'
import { isJsonObject, type JsonObject, parseJson } from '../json'
import { jsonResponse, noContent } from '../response'
import type { DeliveryControls, HandmadeEvent } from './delivery-controls'

/**
 * Under `/__emulator/`: `GET deliveries` (all, or with `?event_stream_id=` one stream's), `POST events` with
 * `{"type","object","context"?,"previous_object"?}`, `GET clock`, and `PUT clock` with `{"speed":60}` or `{"advanceMs":7000}`.
 */
export function addDeliveryControls(app: Hono, controls: DeliveryControls): void {
  app.get('/deliveries', ({ req }) => jsonResponse(200, controls.deliveries(req.query('event_stream_id'))))
  app.post('/events', async ({ req }) => jsonResponse(201, controls.publish(parseEvent(parseJson(await req.text())))))
  app.get('/clock', () => {
    const { nowMs, speed } = controls.time()
    return jsonResponse(200, { now: new Date(nowMs).toISOString(), speed })
  })
  app.put('/clock', async ({ req }) => {
    const sent: unknown = parseJson(await req.text())
    const { speed, advanceMs } = isJsonObject(sent) ? sent : {}
    if (typeof speed !== 'number' && typeof advanceMs !== 'number') {
      throw new Error('Send {"speed"} or {"advanceMs"}, a number')
    }
    if (typeof speed === 'number') controls.setSpeed(speed)
    if (typeof advanceMs === 'number') await controls.advanceTime(advanceMs)
    return noContent()
  })
}

function parseEvent(sent: unknown): HandmadeEvent {
  const { type, object, context, previous_object }: JsonObject = isJsonObject(sent) ? sent : {}
  if (typeof type !== 'string' || !isJsonObject(object))
    throw new Error('Send {"type","object"}: a string and an object')
  for (const part of [context, previous_object]) {
    if (part !== undefined && !isJsonObject(part)) throw new Error('context and previous_object are objects')
  }
  return sent as HandmadeEvent
}
