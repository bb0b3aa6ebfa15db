import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const UI = path.resolve(import.meta.dirname, '..')
export const WORKSPACE = path.resolve(UI, '..')
const STATE = path.join(UI, 'target')
const IGNORED = new Set(['node_modules', 'dist', 'target'])

function filesBelow(place) {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !IGNORED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)))
}

/** One hash over the content and the relative names of files and directories. */
export function hashOf(...places) {
  const hash = createHash('sha256')
  for (const place of places) {
    for (const file of filesBelow(place)) hash.update(path.relative(place, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

const nameOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const stampFile = (key) => path.join(STATE, 'stamps', nameOf(key))

export function isCurrent(key, hash) {
  const file = stampFile(key)
  return existsSync(file) && readFileSync(file, 'utf8') === hash
}

export function remember(key, hash) {
  mkdirSync(path.dirname(stampFile(key)), { recursive: true })
  writeFileSync(stampFile(key), hash)
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs one at a time across processes: Maven may build several modules at once. */
export async function exclusively(name, work) {
  const lock = path.join(STATE, 'locks', nameOf(name))
  const owner = path.join(lock, 'pid')
  mkdirSync(path.dirname(lock), { recursive: true })
  for (let waited = 0; ; waited += 100) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      const pid = existsSync(owner) ? Number(readFileSync(owner, 'utf8')) : undefined
      // A process that died in between leaves its lock; one that has not written its id yet gets two seconds.
      if (pid ? !isAlive(pid) : waited > 2000) rmSync(lock, { recursive: true, force: true })
      else await pause(100)
    }
  }
  writeFileSync(owner, String(process.pid))
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
