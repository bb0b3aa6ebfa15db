import vue from '@vitejs/plugin-vue'
import path from 'node:path'
import { defineConfig } from 'vite'
import { SHARED, TARGETS, layerStyles } from '@penglai/vite-plugin'
import { compressAssets } from './build/compress.ts'
import { userGuide } from './build/guide.ts'
import { bootScript, entryName, importMap, layerOrder } from './build/page.ts'

const root = import.meta.dirname
const outDir = path.join(root, 'dist')

/**
 * Every shared name is an entry of this very build: the frame and all plug-ins then use one copy,
 * which the import map points to.
 */
export default defineConfig({
  root,
  base: '/',
  // Only buttons of a colour of their own would need it; ours come from the theme.
  resolve: { alias: { '@ctrl/tinycolor': path.join(root, 'build/noColours.ts') } },
  plugins: [
    layerStyles('frame'),
    vue(),
    bootScript(root),
    importMap(SHARED),
    layerOrder('vendor,frame,plugin'),
    compressAssets(outDir),
    userGuide(path.join(root, '../../../../docs/user'), outDir),
  ],
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    // Texts come through \`t\` alone: neither the older interface nor its components and directive are of use.
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: TARGETS,
    // One sheet: a part that a plug-in pulls in through the import map could not link its own.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { index: path.join(root, 'index.html'), ...Object.fromEntries(SHARED.map((name) => [entryName(name), name])) },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
})
