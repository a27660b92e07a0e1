import { readFileSync } from 'node:fs'

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** Which colors stand on which, and the least contrast between them (WCAG 2.2, 1.4.3 and 1.4.11). */
const CONTRASTS = [
  ...['page', 'surface', 'soft'].flatMap((ground) =>
    ['text', 'muted', 'accent'].map((ink) => ({ ink, ground, atLeast: 4.5 })),
  ),
  { ink: 'on-accent', ground: 'accent', atLeast: 4.5 },
  { ink: 'good', ground: 'good-soft', atLeast: 4.5 },
  { ink: 'bad', ground: 'bad-soft', atLeast: 4.5 },
  { ink: 'bad', ground: 'surface', atLeast: 4.5 },
  { ink: 'busy', ground: 'busy-soft', atLeast: 4.5 },
  { ink: 'good', ground: 'surface', atLeast: 3 },
  { ink: 'control', ground: 'surface', atLeast: 3 },
  { ink: 'control', ground: 'page', atLeast: 3 },
]

/** The colors of the style sheet: those of the light scheme, then those of the dark one. */
function readPalettes(): Map<string, string>[] {
  const style = readFileSync('emulator/console/browser/console.css', 'utf8')
  const blocks = style.match(/:root\s*\{[^}]*\}/g) ?? []
  return blocks.map(
    (block) =>
      new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', color = '']) => [name, color])),
  )
}

const [light = new Map(), dark = new Map()] = readPalettes()

describe.each([
  ['light', light],
  ['dark', dark],
])("the console's %s colors", (_, palette) => {
  it('are those of both schemes', () => {
    expect([...palette.keys()]).toEqual([...light.keys()])
    expect(palette.size).toBe(15)
  })

  it.each(CONTRASTS)('show $ink on $ground with a contrast of $atLeast', ({ ink, ground, atLeast }) => {
    expect(contrast(palette.get(ink) ?? '', palette.get(ground) ?? '')).toBeGreaterThanOrEqual(atLeast)
  })
})
