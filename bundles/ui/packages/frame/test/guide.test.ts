import { readFileSync, readdirSync, existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blocksOf, spansOf } from '../src/guide/markdown'

const GUIDE = path.resolve(import.meta.dirname, '../../../../../docs/user')
const LANGUAGES = ['zh-CN', 'en']
const chaptersOf = (language: string) => readdirSync(path.join(GUIDE, language)).sort()
const read = (language: string, name: string) => readFileSync(path.join(GUIDE, language, name), 'utf8')

test('what chapters are written in becomes data, and nothing of it HTML', () => {
  expect(spansOf('a **b** `c` [d](e.md) <b>')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'd', to: 'e.md' },
    { kind: 'text', text: ' <b>' },
  ])
  const kinds = blocksOf('# t\n\n![p](x.webp)\n\ntext\n\n1. one\n2. two\n\n- a\n\n| h | i |\n|---|---|\n| 1 | 2 |\n').map(
    (block) => (block.kind === 'list' ? `${block.kind} ${block.ordered}` : block.kind),
  )
  expect(kinds).toEqual(['heading', 'picture', 'paragraph', 'list true', 'list false', 'table'])
})

test('both languages have the same chapters, each in the contents and with its pictures', () => {
  expect(chaptersOf('en')).toEqual(chaptersOf('zh-CN'))
  for (const language of LANGUAGES) {
    const links = blocksOf(read(language, 'README.md')).flatMap((block) =>
      block.kind === 'list' ? block.items.flat().flatMap((span) => (span.kind === 'link' ? [span.to] : [])) : [],
    )
    expect([...links, 'README.md'].sort()).toEqual(chaptersOf(language))
    for (const name of chaptersOf(language)) {
      const blocks = blocksOf(read(language, name))
      expect(blocks[0], name).toMatchObject({ kind: 'heading', level: 1 })
      for (const block of blocks)
        if (block.kind === 'picture') expect(existsSync(path.join(GUIDE, language, block.source)), block.source).toBe(true)
    }
  }
})

test('chapters that help leads to are there', () => {
  const drawer = readFileSync(path.resolve(import.meta.dirname, '../src/help/HelpDrawer.vue'), 'utf8')
  const named = [...drawer.matchAll(/^ {2}(?:\['[^']+', |\w+: )'([\w-]+)'/gm)].map(([, name]) => `${name}.md`)
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) expect(chaptersOf('en')).toContain(name)
})
