import { CONTRASTS, PALETTES } from '../../../emulator/console/palette'

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

describe.each(Object.entries(PALETTES))("the console's %s colors", (_, palette) => {
  it.each(CONTRASTS)('show $ink on $ground with a contrast of $atLeast', ({ ink, ground, atLeast }) => {
    expect(contrast(palette[ink], palette[ground])).toBeGreaterThanOrEqual(atLeast)
  })
})
