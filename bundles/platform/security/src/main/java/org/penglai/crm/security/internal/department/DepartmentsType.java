package org.penglai.crm.security.internal.department;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.security.internal.NoCycle;

/** The record type {@code departments}. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-security)"))
public final class DepartmentsType implements RecordType {
    public static final String TYPE = "departments";
    private static final String NAME = "name";
    private static final String PARENT = "parent";
    private static final String MANAGER = "manager";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, Department.class)
                .unit("security")
                .label("部门", "Department", "Departments")
                .title(NAME)
                .field(
                        NAME,
                        FieldKind.TEXT,
                        f -> f.label("部门名称", "Name").required().searchable().alias("部门"))
                .reference(PARENT, TYPE, OnDelete.RESTRICT, f -> f.label("上级部门", "Parent department"))
                .reference(MANAGER, "users", OnDelete.CLEAR, f -> f.label("负责人", "Manager"))
                .field("remark", FieldKind.LONG_TEXT, f -> f.label("备注", "Remark"))
                .view("all", "全部部门", "All departments", NAME, "", NAME, PARENT, MANAGER)
                .section("basic", "基本信息", "Basics", NAME, PARENT, MANAGER, "remark")
                .hook(new NoCycle(PARENT, "不能形成循环的上下级部门。", "Departments cannot be above themselves."))
                .build();
    }
}
