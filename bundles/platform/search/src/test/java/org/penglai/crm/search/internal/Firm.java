package org.penglai.crm.search.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A record with everything that is searched, and a remark that is not. */
@Entity
@Table(name = "t_firm")
public class Firm extends RecordEntity {
    static final String TYPE = "firms";

    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "short_name", length = 100)
    private String shortName;

    @Column(name = "firm_no", length = 40)
    private String firmNo;

    @Column(name = "phone", length = 40)
    private String phone;

    @Column(name = "email", length = 100)
    private String email;

    @Column(name = "remark", length = 2000)
    private String remark;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Firm.class)
                .unit("firms")
                .label("企业", "Firm", "Firms")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("shortName", FieldKind.TEXT, f -> f.label("简称", "Short name")
                        .searchable())
                .field("firmNo", FieldKind.TEXT, f -> f.label("编号", "Number").searchable())
                .field("phone", FieldKind.PHONE, f -> f.label("电话", "Phone").searchable())
                .field("email", FieldKind.EMAIL, f -> f.label("邮箱", "E-mail"))
                .field("remark", FieldKind.TEXT, f -> f.label("备注", "Remark"))
                .build();
    }
}
