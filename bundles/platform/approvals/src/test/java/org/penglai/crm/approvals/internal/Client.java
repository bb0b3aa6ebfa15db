package org.penglai.crm.approvals.internal;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** A customer, to whom accounts of the sample belong. */
@Entity
@Table(name = "t_client")
public class Client extends RecordEntity {
    static final String TYPE = "customers";

    @Column(name = "name", length = 100)
    private String name;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Client.class)
                .unit("firm")
                .label("客户", "Customer", "Customers")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .build();
    }
}
