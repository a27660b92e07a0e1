/**
 * Sends each event of the stream to a service, with a key from the secrets of the Action.
 * @type {import('auth0-event-streams').EventStreamActionHandler<string, 'URL' | 'API_KEY'>}
 */
exports.onExecuteEventStream = async (event) => {
  const response = await fetch(event.secrets.URL, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': event.secrets.API_KEY },
    body: JSON.stringify(event.message),
  })
  // After an error, Auth0 delivers the event again.
  if (!response.ok) throw new Error(`The service responded with ${response.status}`)
}
