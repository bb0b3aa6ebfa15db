export { ElDialog, ElDrawer } from 'element-plus'
