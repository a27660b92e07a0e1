/**
 * Auth0 runs this for each event of the stream. If it returns without an error, the event is delivered.
 * @type {import('auth0-event-streams').EventStreamActionHandler}
 */
exports.onExecuteEventStream = async (event) => {
  const { type, data } = event.message

  console.log(`Received event: ${type}`)

  // The object of the event, such as the user, is data.object: send it to another service here.
  if (!data) {
    // After an error, Auth0 delivers the event again.
    throw new Error('No data received')
  }
}
