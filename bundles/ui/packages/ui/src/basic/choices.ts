export { ElCheckbox, ElOption, ElSelect, ElSwitch } from 'element-plus'
