import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// The build puts the texts of these files in the place of their reading.

/** The style sheet of the console. */
export const STYLE = readFileSync(join(__dirname, 'browser/console.css'), 'utf8')

/** The script of the console. */
export const SCRIPT = readFileSync(join(__dirname, 'browser/console.js'), 'utf8')
