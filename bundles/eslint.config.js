import tseslint from 'typescript-eslint'
import vue from 'eslint-plugin-vue'

const libraries = ['element-plus', 'element-plus/*', 'echarts', 'echarts/*', 'sortablejs']

export default tseslint.config(
  { ignores: ['**/dist/**', '**/target/**', '**/node_modules/**', '**/*.d.ts'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    // A capability's pages use the facade only, so that the library behind it can change.
    files: ['*/src/main/ui/**', '{platform,sdk}/*/src/main/ui/**', 'ui/packages/frame/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: libraries, message: 'Import from @penglai/ui.' }] }],
    },
  },
  {
    files: ['*/src/main/ui/**/*.vue', '{platform,sdk}/*/src/main/ui/**/*.vue'],
    rules: { 'vue/enforce-style-attribute': ['error', { allow: ['scoped', 'module'] }] },
  },
  {
    rules: {
      'max-lines': ['error', 400],
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
    },
  },
  { files: ['**/*.mjs'], rules: { 'no-console': 'off' } },
  // Old browsers must be able to parse it, and they know no catch without a name.
  { files: ['**/boot.js'], rules: { '@typescript-eslint/no-unused-vars': ['error', { caughtErrors: 'none' }] } },
)
