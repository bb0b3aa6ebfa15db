/** Builds the pages of one capability when something changed: node build-plugin.mjs <uiDir> [<outDir>] */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { install } from './build/install.mjs'
import { UI, WORKSPACE, exclusively, hashOf, isCurrent, remember } from './build/stamps.mjs'

const [source, target = process.env.PLUGIN_OUT] = process.argv.slice(2)
if (!source) {
  console.error('Usage: build-plugin.mjs <uiDir> [<outDir>]')
  process.exit(2)
}
const dir = path.resolve(source)
const outDir = path.resolve(target ?? path.join(dir, '../../../target/classes/META-INF/crm-ui'))

await install()
await exclusively(outDir, async () => {
  const rules = path.join(UI, 'packages/vite-plugin')
  const hash = hashOf(dir, rules, path.join(UI, 'build'), path.join(WORKSPACE, 'package-lock.json'))
  if (existsSync(path.join(outDir, 'plugin.json')) && isCurrent(outDir, hash)) return
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  const { pluginConfig } = await import('@penglai/vite-plugin')
  await build(pluginConfig({ dir, outDir }))
  remember(outDir, hash)
})
