package org.penglai.crm.records.internal.query;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** What firms refer to, of another module. */
@Entity
@Table(name = "rt_person")
public class Person extends RecordEntity {
    @Column(length = 80)
    String name;

    @Column(length = 80)
    String englishName;

    @Column(length = 60)
    String city;

    Long firmId;

    static RecordDefinition definition() {
        return RecordDefinition.of("test-people", "people", Person.class)
                .unit("people")
                .label("人员", "Person", "People")
                .title("name", "englishName")
                .field("name", FieldKind.TEXT, f -> f.label("姓名", "Name").required())
                .field("englishName", FieldKind.TEXT, f -> f.label("英文名", "English name"))
                .field("city", FieldKind.TEXT, f -> f.label("城市", "City"))
                .reference("firm", "firms", OnDelete.CASCADE, f -> f.label("企业", "Firm"))
                .build();
    }
}
