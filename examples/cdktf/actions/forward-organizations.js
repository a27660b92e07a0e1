/**
 * Sends each event of the stream to a service, with a key that only the Action knows.
 * @type {import('auth0-event-streams').EventStreamActionHandler<string, 'URL' | 'API_KEY'>}
 */
exports.onExecuteEventStream = async (event) => {
  const response = await fetch(event.secrets.URL, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': event.secrets.API_KEY },
    body: JSON.stringify(event.message),
  })
  // An error has Auth0 deliver the event again.
  if (!response.ok) throw new Error(`The service answered ${response.status}`)
}
