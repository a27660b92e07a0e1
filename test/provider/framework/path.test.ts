import { formatPath, type Path } from '../../../provider/framework/index'

describe('a path', () => {
  it.each<readonly [Path, string]>([
    [[], ''],
    [['name'], 'name'],
    [['webhook', 0, 'endpoint'], 'webhook[0].endpoint'],
    [['subscriptions', 2], 'subscriptions[2]'],
    [['tags', { key: 'a"b' }, 'x'], 'tags["a\\"b"].x'],
  ])('is written as Terraform writes it: %j', (path, text) => {
    expect(formatPath(path)).toBe(text)
  })
})
