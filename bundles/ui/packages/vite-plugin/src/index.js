import vue from '@vitejs/plugin-vue'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { layerStyles } from './layers.js'
import { writeManifest } from './manifest.js'
import { SHARED, TARGETS } from './shared.js'

export { layerStyles } from './layers.js'
export { SHARED, TARGETS } from './shared.js'

const require = createRequire(import.meta.url)

/**
 * Vite configuration of one plug-in: `plugin.json` and `src/index.ts` in, ES modules out.
 * @param {{ dir: string, outDir: string }} options
 * @returns {import('vite').InlineConfig}
 */
export function pluginConfig({ dir, outDir }) {
  const { id } = JSON.parse(readFileSync(path.join(dir, 'plugin.json'), 'utf8'))
  const salted = (file, source, _production, hash) =>
    hash(`${id}/${path.isAbsolute(file) ? path.relative(dir, file) : file}${source}`)
  return {
    root: dir,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      layerStyles('plugin'),
      // The compiler is named outright: the sources may lie anywhere, also outside the workspace.
      vue({ compiler: require('vue/compiler-sfc'), features: { componentIdGenerator: salted } }),
      writeManifest(dir),
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: TARGETS,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: path.join(dir, 'src/index.ts'),
        external: SHARED,
        preserveEntrySignatures: 'strict',
        output: {
          format: 'es',
          entryFileNames: 'entry-[hash].js',
          chunkFileNames: '[name]-[hash].js',
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
  }
}
