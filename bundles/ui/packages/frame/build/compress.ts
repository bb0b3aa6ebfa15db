import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|svg|json)$/
const WORTH_IT = 1024

/** Writes a .gz beside every text file under assets/, so that the server need not compress. */
export function compressAssets(outDir: string): Plugin {
  return {
    name: 'penglai-compress',
    closeBundle() {
      const dir = path.join(outDir, 'assets')
      for (const name of readdirSync(dir).filter((one) => TEXT.test(one))) {
        const content = readFileSync(path.join(dir, name))
        if (content.length > WORTH_IT) writeFileSync(path.join(dir, `${name}.gz`), gzipSync(content, { level: 9 }))
      }
    },
  }
}
