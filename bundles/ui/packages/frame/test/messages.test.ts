import { readdirSync, readFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'

const BUNDLES = path.resolve(import.meta.dirname, '../../../..')

type Tree = { readonly [key: string]: string | Tree }

/** Every directory that has messages: the packages, and the pages of every capability. */
function sources(): string[] {
  const below = (dir: string) => (existsSync(dir) ? readdirSync(dir).map((name) => path.join(dir, name)) : [])
  return [
    ...below(path.join(BUNDLES, 'ui/packages')).map((dir) => path.join(dir, 'src')),
    ...[...below(BUNDLES), ...below(path.join(BUNDLES, 'platform')), ...below(path.join(BUNDLES, 'sdk'))].map((dir) =>
      path.join(dir, 'src/main/ui/src'),
    ),
  ].filter((dir) => existsSync(path.join(dir, 'messages')))
}

/** One tree out of those of all areas; branches of the same name grow together. */
const merged = (trees: readonly Tree[]): Tree =>
  trees.reduce((all, tree) => {
    const joined: Record<string, string | Tree> = { ...all }
    for (const [key, value] of Object.entries(tree)) {
      const before = joined[key]
      joined[key] = typeof before === 'object' && typeof value === 'object' ? merged([before, value]) : value
    }
    return joined
  }, {})

const leaves = (tree: Tree, prefix = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : leaves(value, `${prefix}${key}.`)))

function files(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(path.join(dir, entry.name)) : /\.(ts|vue)$/.test(entry.name) ? [path.join(dir, entry.name)] : [],
  )
}

const inMessages = (file: string) => path.basename(path.dirname(file)) === 'messages'

/** The texts of a directory in one language: one file for all, or one for each area. */
const messageFiles = (dir: string, language: string) =>
  files(dir).filter((file) => inMessages(file) && file.endsWith(`${language}.ts`))

/** Keys that the code asks for; a template such as `kind.${x}` stands for the branch before the variable. */
function usedKeys(dir: string): { exact: Set<string>; branches: Set<string> } {
  const exact = new Set<string>()
  const branches = new Set<string>()
  for (const file of files(dir).filter((one) => !inMessages(one))) {
    const text = readFileSync(file, 'utf8')
    for (const call of text.matchAll(/(?<![\w$])(?:ctx\.)?t\(((?:[^()]|\([^()]*\))*)/g)) {
      const argument = (call[1] ?? '').split(/,\s*\{/)[0] ?? ''
      for (const [, , key] of argument.matchAll(/(?<![=!]==\s)(['"])([\w.-]+)\1(?!\s*[=!]==)/g)) exact.add(key ?? '')
      for (const [, branch] of argument.matchAll(/`([\w.]+)\.\$\{/g)) branches.add(branch ?? '')
    }
  }
  return { exact, branches }
}

describe.each(sources().map((dir) => [path.relative(BUNDLES, dir), dir]))('texts of %s', (_name, dir) => {
  const load = async (language: string) => {
    const { exact } = usedKeys(dir)
    const trees = await Promise.all(
      messageFiles(dir, language).map(async (file) => {
        const { default: tree } = (await import(/* @vite-ignore */ file)) as { default: Tree }
        // Texts of an area stand at the root or in a branch of the area's name, as its code asks for them.
        const area = path.basename(file, '.ts').replace(/\.?[^.]*$/, '')
        return area && [...exact].some((key) => key.startsWith(`${area}.`)) ? { [area]: tree } : tree
      }),
    )
    return merged(trees)
  }

  it('has the same keys in both languages', async () => {
    expect(leaves(await load('en')).sort()).toEqual(leaves(await load('zh-CN')).sort())
  })

  it('has every key the code asks for, and no other', async () => {
    const known = leaves(await load('zh-CN'))
    const { exact, branches } = usedKeys(dir)
    const inBranch = (key: string) => [...branches].some((branch) => key.startsWith(`${branch}.`))
    expect([...branches].filter((branch) => !known.some((key) => key.startsWith(`${branch}.`)))).toEqual([])
    expect([...exact].filter((key) => !known.includes(key))).toEqual([])
    expect(known.filter((key) => !exact.has(key) && !inBranch(key))).toEqual([])
  })

  it('compiles in both languages', async () => {
    for (const language of ['zh-CN', 'en']) {
      const messages = await load(language)
      const i18n = createI18n({ legacy: false, locale: language, messages: { [language]: messages as never } })
      const { te, t } = i18n.global as { te: (key: string) => boolean; t: (key: string, params: object) => string }
      for (const key of leaves(messages)) expect(te(key) && t(key, { name: 'x', count: 1 }).trim(), key).toBeTruthy()
    }
  })
})

describe('the scan', () => {
  it('finds all parts of the console', () => {
    expect(sources().length).toBeGreaterThanOrEqual(5)
  })
})
