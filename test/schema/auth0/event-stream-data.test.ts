import { impliedType } from '../../../provider/framework/index'
import { eventStream, eventStreamData } from '../../../schema/auth0/index'
import type { Body, Type } from '../../../schema/dsl/index'
import { rowsOf } from './official-schema'

// The fields of an object type sorted, since their order has no meaning.
function normal(type: Type): unknown {
  if (typeof type === 'string') return type
  if (type[0] === 'object')
    return Object.fromEntries(
      Object.entries(type[1])
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, field]) => [name, normal(field)]),
    )
  return [type[0], normal(type[1] as Type)]
}

describe('the data source auth0_event_stream', () => {
  it('needs the id, and gives everything else', () => {
    const modes = rowsOf(eventStreamData.body).map(({ path, mode }) => [path, mode])
    expect(modes.filter(([, mode]) => mode !== 'computed')).toEqual([['id', 'required']])
  })

  // The official one copies the types of its resource, secrets included.
  it('has the type of the resource', () => {
    expect(normal(impliedType(eventStreamData.body))).toEqual(normal(impliedType(eventStream.body)))
  })

  it('shows nested blocks as computed lists, since a data source has no blocks to fill in', () => {
    expect(Object.values<Body[string]>(eventStreamData.body).map(({ kind }) => kind)).not.toContain('block')
  })
})
