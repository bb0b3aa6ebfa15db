/**
 * The parts every page of the console is made of. The library behind them is not part of the
 * contract: plug-ins import from here, so that it can be replaced.
 */
import { defineAsyncComponent } from 'vue'
import './text'

export {
  ElButton as CrmButton,
  ElCheckbox as CrmCheckbox,
  ElDialog as CrmDialog,
  ElDrawer as CrmDrawer,
  ElDropdown as CrmDropdown,
  ElDropdownItem as CrmDropdownItem,
  ElDropdownMenu as CrmDropdownMenu,
  ElInput as CrmInput,
  ElOption as CrmOption,
  ElPopover as CrmPopover,
  ElSelect as CrmSelect,
  ElSwitch as CrmSwitch,
  ElTooltip as CrmTooltip,
} from 'element-plus'
export { ask, type Question } from './basic/ask'
export { default as CrmBars } from './basic/CrmBars.vue'
export { default as CrmConfig } from './basic/CrmConfig.vue'
export { default as CrmEmpty } from './basic/CrmEmpty.vue'
export { default as CrmIcon } from './basic/CrmIcon.vue'
export { default as CrmPanel } from './basic/CrmPanel.vue'
export { default as CrmProgress } from './basic/CrmProgress.vue'
export { default as CrmTabs, type Tab } from './basic/CrmTabs.vue'
export { default as CrmTag } from './basic/CrmTag.vue'
export { default as PluginSlot } from './basic/PluginSlot.vue'
export type { IconName } from './basic/icons'
export { useMedia, usePhone } from './basic/media'
export { default as FieldValue } from './values/FieldValue.vue'
export { valueText } from './values/text'
export { toneOf, type Tone } from './values/tone'

/** Whole pages of a record type; their code is fetched when one is first shown. */
export const RecordList = defineAsyncComponent(() => import('./list/RecordList.vue'))
export const RecordPage = defineAsyncComponent(() => import('./record/RecordPage.vue'))
export const RecordForm = defineAsyncComponent(() => import('./form/RecordForm.vue'))
export const ImportPage = defineAsyncComponent(() => import('./import/ImportPage.vue'))
