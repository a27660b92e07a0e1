import { type ActionParts, checkActionCode } from '../../action-code/index'

function foundIn(body: string, parts: ActionParts, before = ''): readonly string[] {
  return checkActionCode(
    `${before}exports.onExecuteEventStream = async (event, api) => { ${body} }`,
    'event-stream',
    parts,
  ).map(({ kind, line, column, message, hint }) => `${kind} ${line}:${column} ${message} ${hint}`)
}

function secretsIn(body: string) {
  return foundIn(body, { secrets: ['API_KEY', 'URL'] })
}

describe('an Action that reads a secret', () => {
  it.each([
    ['as a member', 'log(event.secrets.URL)'],
    ['by destructuring', 'const { URL, API_KEY } = event.secrets; log(URL, API_KEY)'],
    ['by a name in quotes', "log(event.secrets['API_KEY'])"],
    ['by a name that cannot be seen', 'log(event.secrets[name])'],
    ['it can do without', "log(event.secrets.LEVEL ?? 'info')"],
    ['it can do without, since it has a default', "const { LEVEL = 'info' } = event.secrets; log(LEVEL)"],
    ['only where it is there', 'if (event.secrets.DEBUG) log(event.secrets.DEBUG)'],
    ['only where it is there, with `in`', "if ('DEBUG' in event.secrets) log(event.secrets.DEBUG)"],
    ['as a switch', "if (event.secrets.DRY_RUN === 'true') return; log(event.secrets.MODE != 'slow')"],
    ['it has set itself', "event.secrets.MODE = 'x'; log(event.secrets.MODE)"],
    ['of another object', 'log(config.secrets.OTHER)'],
    ['by asking the object itself', 'log(event.secrets.hasOwnProperty(name), event.secrets.toString())'],
    ['as all of them', 'log(Object.keys(event.secrets))'],
  ])('%s, has nothing wrong', (_, body) => {
    expect(secretsIn(body)).toEqual([])
  })

  it('as a switch by a misspelled name, is told the right one', () => {
    expect(secretsIn("log(event.secrets.API_KEI === 'none')")).toEqual([
      expect.stringContaining('Did you mean API_KEY?'),
    ])
  })

  it.each([
    [
      'it does not have',
      'log(event.secrets.TOKEN)',
      '1:74 The code reads event.secrets.TOKEN, and the Action has no such secret. Add a secret with the name TOKEN.',
    ],
    [
      'with another case',
      'log(event.secrets.api_key)',
      '1:74 The code reads event.secrets.api_key, and the Action has no such secret. Did you mean API_KEY?',
    ],
    [
      'by destructuring',
      'const { TOKEN } = event.secrets',
      '1:64 The code reads event.secrets.TOKEN, and the Action has no such secret. Add a secret with the name TOKEN.',
    ],
    [
      'by another name',
      'const s = event.secrets; log(s.TOKEN, s.TOKEN)',
      '1:87 The code reads event.secrets.TOKEN, and the Action has no such secret. Add a secret with the name TOKEN.',
    ],
  ])('%s, is told its place', (_, body, finding) => {
    expect(secretsIn(body)).toEqual([`secret ${finding}`])
  })

  it('is told nothing where the secrets are not known', () => {
    expect(foundIn('log(event.secrets.TOKEN)', {})).toEqual([])
  })

  it('is told of a secret for a login, too', () => {
    const code =
      'exports.onContinuePostLogin = async (event) => { log(event.secrets.TOKEN) }\nexports.onExecutePostLogin = () => {}'
    expect(checkActionCode(code, 'post-login', { secrets: [] })).toMatchObject([{ kind: 'secret', line: 1 }])
  })
})

function packagesIn(body: string, before = '') {
  return foundIn(body, { dependencies: ['axios', '@scope/tool'] }, before)
}

describe('an Action that loads', () => {
  it.each([
    ['what it depends on', "require('axios'); require('axios/lib/core'); require('@scope/tool/x')"],
    [
      'modules of Node.js',
      "require('crypto'); require('node:sqlite'); require('fs/promises'); await import('node:fs')",
    ],
    ['an Action module', "require('actions:shared')"],
    ['what it is told', 'require(name); require(`x-${name}`); import(name)'],
    ['what it can do without', "try { require('pino') } catch {}"],
    ['by a function of its own', "const require = (x) => x; require('pino')"],
    ['what is not a package name', "require('data:text/javascript,1')"],
  ])('%s, has nothing wrong', (_, body) => {
    expect(packagesIn(body)).toEqual([])
  })

  it.each([
    [
      'a package',
      "const pino = require('pino')\n",
      '1:14 The code loads the package "pino", which is not among the dependencies of the Action. Add it to the dependencies, with its version.',
    ],
    [
      'a file of a package',
      "const x = require('@other/tool/x')\n",
      '1:11 The code loads the package "@other/tool", which is not among the dependencies of the Action. Add it to the dependencies, with its version.',
    ],
    [
      'a package with a slip',
      "const x = require('axioss')\n",
      '1:11 The code loads the package "axioss", which is not among the dependencies of the Action. Did you mean "axios"? If not, add it to the dependencies, with its version.',
    ],
    [
      'a file',
      "const x = require('./lib/crm')\n",
      '1:11 The code loads the file "./lib/crm", and an Action is one file. Bundle the files into one, such as with esbuild --bundle --format=cjs --platform=node.',
    ],
  ])('%s it does not have, is told so', (_, before, finding) => {
    expect(packagesIn('', before)).toEqual([`dependency ${finding}`])
  })

  it('one package twice, is told once', () => {
    expect(packagesIn("require('pino'); await import('pino')")).toHaveLength(1)
  })

  it('anything, is told nothing where the dependencies are not known', () => {
    expect(foundIn("require('pino')", {})).toEqual([])
  })
})

describe('the Actions of the guides', () => {
  it('have nothing wrong', () => {
    const logging = `
      const eventType = event.message.type;
      const eventData = event.message.data;
      console.log(\`Received event: \${eventType}\`);
      // await axios.post('https://my-crm.com/ingest', eventData);
      if (!eventData) {
        // api.message.fail('No data received');
        throw new Error('No data received');
      }`
    const forwarding = `
      const message = event.message;
      try {
        await fetch(event.secrets.URL, { headers: { 'X-API-Key': event.secrets.API_KEY }, body: JSON.stringify(message) });
      } catch (err) { throw new Error('External service failure'); }
      return;`
    expect(foundIn(logging, { secrets: [], dependencies: [] })).toEqual([])
    expect(foundIn(forwarding, { secrets: ['URL', 'API_KEY'], dependencies: [] })).toEqual([])
  })
})
