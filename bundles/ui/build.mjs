/** Builds the frame of the console into packages/frame/dist when something changed: node build.mjs [--force] */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { install } from './build/install.mjs'
import { UI, WORKSPACE, exclusively, hashOf, isCurrent, remember } from './build/stamps.mjs'

await install()
await exclusively('frame', async () => {
  const frame = path.join(UI, 'packages/frame')
  const hash = hashOf(
    path.join(WORKSPACE, 'package-lock.json'),
    path.join(UI, 'packages'),
    path.join(UI, 'build'),
    path.join(WORKSPACE, '../docs/user'),
  )
  const done = existsSync(path.join(frame, 'dist/csp.json')) && isCurrent('frame', hash)
  if (done && !process.argv.includes('--force')) return
  process.env.NODE_ENV = 'production'
  const { build } = await import('vite')
  await build({ root: frame, configFile: path.join(frame, 'vite.config.ts'), logLevel: 'warn' })
  remember('frame', hash)
})
