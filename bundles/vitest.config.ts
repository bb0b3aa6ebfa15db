import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['ui/packages/*/test/**/*.test.ts', '*/src/main/ui/test/**/*.test.ts', 'platform/*/src/main/ui/test/**/*.test.ts'],
    environment: 'happy-dom',
    server: { deps: { inline: ['element-plus'] } },
  },
})
