// @vitest-environment node
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { build } from 'vite'
import { pluginConfig } from '../src/index.js'

const UI = path.resolve(import.meta.dirname, '../../..')
const place = mkdtempSync(path.join(UI, 'target-test-'))
const outDir = path.join(place, 'out')
beforeAll(() => void vi.stubEnv('NODE_ENV', 'production'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

it('builds a copy of a capability from anywhere, sharing what is shared', async () => {
  const dir = path.join(place, 'copy')
  cpSync(path.join(UI, '../customers/src/main/ui'), dir, { recursive: true })
  await build(pluginConfig({ dir, outDir }))
  const manifest = JSON.parse(readFileSync(path.join(outDir, 'plugin.json'), 'utf8')) as {
    entry: string
    css: string[]
    id: string
  }
  expect(readdirSync(outDir)).toEqual(expect.arrayContaining([manifest.entry, ...manifest.css]))
  expect(readFileSync(path.join(outDir, manifest.css[0] ?? ''), 'utf8')).toMatch(/^@layer plugin/)
  const original = path.join(place, 'original')
  await build(pluginConfig({ dir: path.join(UI, '../customers/src/main/ui'), outDir: original }))
  expect(readdirSync(original).sort()).toEqual(readdirSync(outDir).sort())
  expect(readFileSync(path.join(outDir, manifest.entry), 'utf8')).toMatch(/from\s*["']@penglai\/ui["']/)
})

it('refuses an import that is neither bundled nor shared', async () => {
  const dir = path.join(place, 'stray')
  cpSync(path.join(UI, '../customers/src/main/ui'), dir, { recursive: true })
  writeFileSync(path.join(dir, 'src/index.ts'), `import 'https://example.com/x.js'\nexport default {}\n`)
  await expect(build({ ...pluginConfig({ dir, outDir }), logLevel: 'silent' })).rejects.toThrow(/neither bundled nor shared/)
})
