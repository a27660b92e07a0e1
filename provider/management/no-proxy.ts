import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'

/** Where a connection goes, as `URL` writes it, an IPv6 address without its brackets. */
export interface Destination {
  readonly host: string
  readonly port: string
}

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4')
LOOPBACK.addAddress('::1', 'ipv6')

/**
 * Whether a destination is reached without the proxy: `localhost` and loopback addresses always, any other when the text of
 * `NO_PROXY` names it. The rules are those of Go (golang.org/x/net/http/httpproxy, `Config`):
 * entries stand between commas; one is `*`, an address, a network as `10.0.0.0/8`, or a domain, which stands for its
 * subdomains too, or for them alone when it begins with a dot or `*.`; all but networks may end in a port.
 */
export function goesAroundProxy({ host, port }: Destination, exceptions: string): boolean {
  if (host === 'localhost' || isListed(LOOPBACK, host)) return true
  const entries = exceptions.split(',').map((entry) => entry.trim().toLowerCase())
  return entries.includes('*') || entries.some((entry) => excepts(entry, { host, port }))
}

function excepts(entry: string, { host, port }: Destination): boolean {
  const network = toNetwork(entry)
  if (network !== undefined) return isListed(network.list, host) && !(network.isWide && isListed(IPV4, host))
  const [name, onlyPort] = splitPort(entry)
  if (name === '' || (onlyPort !== '' && onlyPort !== port)) return false
  const address = toAddress(name)
  if (address !== undefined) return isListed(address, host)
  return isIP(host) === 0 && isInDomain(host, name)
}

const FAMILIES = { 4: 'ipv4', 6: 'ipv6' } as const
const BITS = { 4: 32, 6: 128 } as const

function familyOf(address: string): 4 | 6 | undefined {
  // Go knows no zones here: "fe80::1%eth0" is the name of no address.
  const version = address.includes('%') ? 0 : isIP(address)
  return version === 4 || version === 6 ? version : undefined
}

function isListed(list: BlockList, host: string): boolean {
  const family = familyOf(host)
  return family !== undefined && list.check(host, FAMILIES[family])
}

const IPV4 = new BlockList()
IPV4.addSubnet('0.0.0.0', 0, 'ipv4')

/** An IPv4 address written as IPv6 begins with 96 bits that are the same for all. */
const MAPPED_BITS = 96

/** The addresses of a network. A wide one of IPv6 holds no IPv4 address to Go, but would to Node. */
function toNetwork(entry: string): { readonly list: BlockList; readonly isWide: boolean } | undefined {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(entry) ?? []
  const family = familyOf(address)
  if (family === undefined || Number(prefix) > BITS[family]) return undefined
  const list = new BlockList()
  list.addSubnet(address, Number(prefix), FAMILIES[family])
  return { list, isWide: family === 6 && Number(prefix) < MAPPED_BITS }
}

function toAddress(name: string): BlockList | undefined {
  const family = familyOf(name)
  if (family === undefined) return undefined
  const list = new BlockList()
  list.addAddress(name, FAMILIES[family])
  return list
}

/** Host and port of an entry; the port is empty where there is none. Source: Go's `net.SplitHostPort`. */
function splitPort(entry: string): readonly [string, string] {
  const parts = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(entry)
  return parts === null ? [entry, ''] : [parts[1] ?? parts[2] ?? '', parts[3] ?? '']
}

function isInDomain(host: string, name: string): boolean {
  const domain = name.startsWith('*.') ? name.slice(1) : name
  const onlyBelow = domain.startsWith('.')
  const ascii = toAscii(onlyBelow ? domain.slice(1) : domain)
  return host.endsWith(`.${ascii}`) || (!onlyBelow && host === ascii)
}

// Nothing but ASCII is left as it is, as Go leaves it: an entry that is no domain matches nothing.
function toAscii(domain: string): string {
  return /^[\x20-\x7e]*$/.test(domain) ? domain : domainToASCII(domain) || domain
}
