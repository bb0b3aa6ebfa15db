import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { WORKSPACE, exclusively, hashOf } from './stamps.mjs'

/** Runs `npm ci` when the lock file is not the one that was installed last. */
export async function install() {
  const stamp = path.join(WORKSPACE, 'node_modules', '.penglai-lock')
  await exclusively('install', () => {
    const wanted = hashOf(path.join(WORKSPACE, 'package-lock.json'))
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    const { status } = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: WORKSPACE, stdio: 'inherit' })
    if (status !== 0) throw new Error('npm ci failed')
    writeFileSync(stamp, wanted)
  })
}
