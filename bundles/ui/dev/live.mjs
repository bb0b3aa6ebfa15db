/** Plug-ins found on disk and the event stream that announces them. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

const BUNDLES = path.resolve(import.meta.dirname, '../..')
const known = new Map([
  ['customers', { module: 'crm-customers', dir: path.join(BUNDLES, 'customers/target/classes/META-INF/crm-ui') }],
  ['acmeLoyalty', { module: 'acme-loyalty', dir: path.join(BUNDLES, 'sdk/sample-loyalty/target/classes/META-INF/crm-ui') }],
])
const streams = new Set()
const stopped = new Set()
let revision = 1

/** Directory of a plug-in's files by their address, for the static part of the server. */
export const placeOf = (id) => known.get(id)?.dir

function describe([id, { module, dir }]) {
  const manifest = JSON.parse(readFileSync(path.join(dir, 'plugin.json'), 'utf8'))
  const hash = createHash('sha256')
  for (const name of readdirSync(dir).sort()) hash.update(readFileSync(path.join(dir, name)))
  const place = `/plugins/${id}/1.0.0-${hash.digest('hex').slice(0, 8)}`
  return {
    ...manifest,
    module,
    version: '1.0.0',
    entry: `${place}/${manifest.entry}`,
    css: manifest.css.map((name) => `${place}/${name}`),
  }
}

export const pluginList = () => ({
  revision,
  frame: '1.0.0-dev',
  plugins: [...known].filter(([id, { dir }]) => !stopped.has(id) && existsSync(path.join(dir, 'plugin.json'))).map(describe),
})

export const moduleList = () =>
  [...known].map(([id, { module }]) => ({
    id: module,
    version: '1.0.0',
    versions: ['1.0.0'],
    state: stopped.has(id) ? 'stopped' : 'running',
    health: stopped.has(id) ? 'yellow' : 'green',
    provides: { types: id === 'customers' ? ['customers', 'contacts'] : ['acmeLoyaltyAccounts', 'acmeLoyaltyEntries'], ui: [id] },
  }))

export function send(event, data, only) {
  const text = `id: ${Date.now()}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  for (const stream of only ? [only] : streams) stream.write(text)
}

export function openStream(response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  streams.add(response)
  response.on('close', () => streams.delete(response))
  send('plugins', pluginList(), response)
}

/** Takes a plug-in away, brings it back, or serves it from another directory. */
export function change(id, { on, dir }) {
  if (dir) known.get(id).dir = dir
  if (on === false) stopped.add(id)
  if (on === true) stopped.delete(id)
  revision++
  send('plugins', pluginList())
}

setInterval(() => {
  for (const stream of streams) stream.write(': beat\n\n')
}, 15000).unref()
