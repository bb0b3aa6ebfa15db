import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { settled } from './page.mjs'
import { appear } from './tour.mjs'
import { webp } from './webp.mjs'

const MOST_BYTES = 60 * 1024
export const LANGUAGES = ['zh-CN', 'en']
export const CHAPTER = { width: 1180, height: 700 }
export const PHONE = { width: 390, height: 700 }

/** Keeps the page as it is now as the picture of a chapter of the guide. */
export async function keepChapter(page, ctx, language, chapter) {
  const bytes = await webp(page.context().browser(), await page.screenshot(), MOST_BYTES)
  assert.ok(bytes.length <= MOST_BYTES, `${chapter} ${language}: ${bytes.length} bytes`)
  const folder = `${ctx.pictures}/user/pictures/${language}`
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${chapter}.webp`, bytes)
}

/**
 * Makes one picture for each chapter and language; what opens over a page is opened as people do.
 *
 * @param chapters name, path, and if need be what to do there in that language and the size of the window
 */
export async function takeChapters(page, ctx, chapters, still) {
  for (const language of LANGUAGES) {
    await appear(page, { language, theme: 'light' })
    for (const [chapter, path, prepare, size] of chapters) {
      await page.setViewportSize(size ?? CHAPTER)
      await page.goto(ctx.base + path)
      await settled(page)
      await prepare?.(language)
      await still()
      await page.mouse.move(0, 0)
      await keepChapter(page, ctx, language, chapter)
    }
  }
}
