/** The colors of the console, by what they are for. */
export interface Palette {
  readonly page: string
  readonly surface: string
  readonly line: string
  readonly control: string
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly onAccent: string
  readonly soft: string
  readonly good: string
  readonly goodSoft: string
  readonly bad: string
  readonly badSoft: string
  readonly busy: string
  readonly busySoft: string
}

/** One palette for each of the schemes that a person can prefer. */
export const PALETTES = {
  light: {
    page: '#f6f6f3',
    surface: '#ffffff',
    line: '#e2e2dc',
    control: '#85857d',
    text: '#1b1c1e',
    muted: '#5b5d61',
    accent: '#3a46c4',
    onAccent: '#ffffff',
    soft: '#efefea',
    good: '#12693a',
    goodSoft: '#e2f3e8',
    bad: '#ad231b',
    badSoft: '#fdeae8',
    busy: '#7a5200',
    busySoft: '#fbf0d6',
  },
  dark: {
    page: '#131417',
    surface: '#1b1d21',
    line: '#32353b',
    control: '#7c8088',
    text: '#ecedee',
    muted: '#a6aab1',
    accent: '#aab3ff',
    onAccent: '#14162b',
    soft: '#272a2f',
    good: '#7fdba5',
    goodSoft: '#153122',
    bad: '#ffa098',
    badSoft: '#3b1b19',
    busy: '#f2c770',
    busySoft: '#34280f',
  },
} as const satisfies Record<'light' | 'dark', Palette>

/** Which colors stand on which, and the least contrast between them (WCAG 2.2, 1.4.3 and 1.4.11). */
export const CONTRASTS = [
  ...(['page', 'surface', 'soft'] as const).flatMap((ground) =>
    (['text', 'muted', 'accent'] as const).map((ink) => ({ ink, ground, atLeast: 4.5 })),
  ),
  { ink: 'onAccent', ground: 'accent', atLeast: 4.5 },
  { ink: 'good', ground: 'goodSoft', atLeast: 4.5 },
  { ink: 'bad', ground: 'badSoft', atLeast: 4.5 },
  { ink: 'bad', ground: 'surface', atLeast: 4.5 },
  { ink: 'busy', ground: 'busySoft', atLeast: 4.5 },
  { ink: 'good', ground: 'surface', atLeast: 3 },
  { ink: 'control', ground: 'surface', atLeast: 3 },
  { ink: 'control', ground: 'page', atLeast: 3 },
] as const satisfies readonly { ink: keyof Palette; ground: keyof Palette; atLeast: number }[]

/** A palette as CSS custom properties. */
export function toProperties(palette: Palette): string {
  const name = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return Object.entries(palette)
    .map(([key, color]) => `--${name(key)}: ${color};`)
    .join(' ')
}
