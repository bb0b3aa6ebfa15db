import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SHARED } from './shared.js'

/**
 * Writes plugin.json beside the code, with the names of the built files, and refuses
 * an import that is neither bundled nor shared: it would fail in the browser only.
 * @param {string} dir
 * @returns {import('vite').Plugin}
 */
export function writeManifest(dir) {
  return {
    name: 'penglai-manifest',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.values(bundle)
        for (const file of files) {
          if (file.type !== 'chunk') continue
          const stray = [...file.imports, ...file.dynamicImports].find((name) => !(name in bundle) && !SHARED.includes(name))
          if (stray) this.error(`${file.fileName} imports ${stray}, which is neither bundled nor shared`)
        }
        const entry = files.find((file) => file.type === 'chunk' && file.isEntry)
        const css = files.filter((file) => file.fileName.endsWith('.css')).map((file) => file.fileName)
        const source = JSON.parse(readFileSync(path.join(dir, 'plugin.json'), 'utf8'))
        const manifest = { ...source, entry: entry.fileName, css }
        this.emitFile({ type: 'asset', fileName: 'plugin.json', source: JSON.stringify(manifest, null, 2) })
      },
    },
  }
}
