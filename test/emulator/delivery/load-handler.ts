import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A webhook handler in a process of its own, as a user's would be. It answers 204 and counts. Over its IPC channel it
 * says its port, and for each message how many different events have come and how many twice.
 */
const seen = new Set<string>()
let repeated = 0

const server = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    text += chunk
  })
  request.on('end', () => {
    const { id } = JSON.parse(text) as { id: string }
    if (seen.has(id)) repeated += 1
    seen.add(id)
    response.writeHead(204).end()
  })
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', () => process.send?.({ events: seen.size, repeated }))
process.on('disconnect', () => process.exit())
