/**
 * Auth0 runs this for each event of the stream. An event for which it ends without an error is delivered.
 * @type {import('auth0-event-streams').EventStreamActionHandler}
 */
exports.onExecuteEventStream = async (event) => {
  const { type, data } = event.message

  console.log(`Received event: ${type}`)

  // What the event is about, such as the user, is data.object. Here is the place to send it somewhere.
  if (!data) {
    // An error has Auth0 deliver the event again.
    throw new Error('No data received')
  }
}
