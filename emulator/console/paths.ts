import type { DestinationType } from '../event-streams/destination'

/** Where the console's pages live, but for the first one, which is at `/`. */
export const CONSOLE = '/__emulator/console'

/** The addresses of the console, so that no page writes one by hand. */
export const PATHS = {
  home: '/',
  homeLive: `${CONSOLE}/live`,
  style: `${CONSOLE}/style.css`,
  script: `${CONSOLE}/script.js`,
  create: (type: DestinationType) => `${CONSOLE}/new/${type}`,
  stream: (id: string) => `${CONSOLE}/streams/${encodeURIComponent(id)}`,
  live: (id: string) => `${PATHS.stream(id)}/live`,
  status: (id: string) => `${PATHS.stream(id)}/status`,
  test: (id: string) => `${PATHS.stream(id)}/test`,
  redeliverAll: (id: string) => `${PATHS.stream(id)}/redeliver`,
  redeliver: (id: string, eventId: string) => `${PATHS.stream(id)}/redeliver/${encodeURIComponent(eventId)}`,
  delete: (id: string) => `${PATHS.stream(id)}/delete`,
} as const
