package org.penglai.crm.privacy.internal;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.Trait;

/** A person of a third party's module. */
@Entity
@Table(name = "guest")
public class Guest extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "mobile", length = 60)
    private String mobile;

    @Column(name = "email", length = 200)
    private String email;

    @Column(name = "remark", length = 2000)
    private String remark;

    @Column(name = "birthday")
    private LocalDate birthday;

    @Column(name = "kind", length = 20)
    private String kind;

    static RecordDefinition definition() {
        return RecordDefinition.of("acme", "guests", Guest.class)
                .unit("guests")
                .label("客人", "Guest", "Guests")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("mobile", FieldKind.PHONE, f -> f.label("手机", "Mobile").sensitive())
                .field("email", FieldKind.EMAIL, f -> f.label("邮箱", "E-mail"))
                .field("remark", FieldKind.LONG_TEXT, f -> f.label("备注", "Remark"))
                .field("birthday", FieldKind.DATE, f -> f.label("生日", "Birthday"))
                .field("kind", FieldKind.ENUMERATION, f -> f.label("类别", "Kind")
                        .option("person", "个人", "Person")
                        .option("company", "企业", "Company"))
                .with(Trait.PERSON, Trait.ATTACHMENTS, Trait.DUPLICATES)
                .build();
    }
}
