import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** Puts the user guide beside the page, chapters and pictures as they are: it is there without any other server. */
export function userGuide(source: string, outDir: string): Plugin {
  const target = path.join(outDir, 'guide')
  return {
    name: 'penglai-guide',
    closeBundle() {
      rmSync(target, { recursive: true, force: true })
      for (const part of ['zh-CN', 'en', 'pictures'])
        cpSync(path.join(source, part), path.join(target, part), { recursive: true })
    },
  }
}
