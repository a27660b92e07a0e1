/** The response with the second half of its body held back for that long. A response without a body stays as it is. */
export async function slowBody(response: Response, delayMs: number): Promise<Response> {
  if (response.body === null) return response
  const { status, headers } = response
  const body = Buffer.from(await response.arrayBuffer())
  return new Response(inHalves(body, delayMs), { status, headers })
}

function inHalves(body: Buffer, delayMs: number): ReadableStream<Uint8Array> {
  // Rounded up, so that of one byte something is on its way, too.
  const half = Math.ceil(body.length / 2)
  let timer: NodeJS.Timeout | undefined
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body.subarray(0, half))
      timer = setTimeout(() => {
        controller.enqueue(body.subarray(half))
        controller.close()
      }, delayMs)
    },
    cancel: () => clearTimeout(timer),
  })
}
