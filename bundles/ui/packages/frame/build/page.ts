import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin, Rolldown } from 'vite'

/** File-safe name of a shared module's entry. */
export const entryName = (name: string) => `shared-${name.replace(/^@/, '').replace(/\//g, '-')}`

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

/** Writes the import map into index.html and its hash into csp.json, for the server's header. */
export function importMap(shared: readonly string[]): Plugin {
  let hash = ''
  return {
    name: 'penglai-import-map',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return html
        const chunks = Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk')
        const imports = Object.fromEntries(
          shared.map((name) => {
            const chunk = chunks.find((one) => one.isEntry && one.name === entryName(name))
            if (!chunk) throw new Error(`${name} has no entry`)
            return [name, `/${chunk.fileName}`]
          }),
        )
        const body = JSON.stringify({ imports })
        hash = sha256(body)
        return html.replace('<!--importmap-->', `<script type="importmap">${body}</script>`)
      },
    },
    writeBundle({ dir }) {
      writeFileSync(path.join(dir ?? '', 'csp.json'), `${JSON.stringify({ scriptHashes: [`sha256-${hash}`] })}\n`)
    },
  }
}

/** Emits the boot script as a file of its own, since the page's policy forbids inline scripts. */
export function bootScript(root: string): Plugin {
  const source = readFileSync(path.join(root, 'boot.js'), 'utf8')
  const fileName = `assets/boot-${sha256(source).replace(/\W/g, '').slice(0, 8)}.js`
  return {
    name: 'penglai-boot',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle }) => (bundle ? html.replace('<!--boot-->', `<script src="/${fileName}"></script>`) : html),
    },
  }
}

/** States the order of the cascade before anything else: the order of the parts in the one sheet is the bundler's. */
export function layerOrder(layers: string): Plugin {
  return {
    name: 'penglai-layer-order',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `@layer ${layers};${file.source as string}`
        }
      },
    },
  }
}
