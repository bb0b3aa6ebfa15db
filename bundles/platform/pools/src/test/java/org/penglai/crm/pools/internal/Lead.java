package org.penglai.crm.pools.internal;

import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.pools.WonStatus;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.PoolableEntity;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.Trait;

/** A poolable record. */
@Entity
@Table(name = "t_lead")
public class Lead extends PoolableEntity {
    static final String TYPE = "leads";

    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "status", length = 20)
    private String status;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Lead.class)
                .unit("leads")
                .label("线索", "Lead", "Leads")
                .title("name")
                .with(Trait.POOL)
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required())
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .required()
                        .defaultValue("new")
                        .option("new", "新", "New")
                        .option("won", "成交", "Won"))
                .build();
    }

    static WonStatus won() {
        return new WonStatus() {
            @Override
            public String type() {
                return TYPE;
            }

            @Override
            public String field() {
                return "status";
            }

            @Override
            public Set<String> codes() {
                return Set.of("won");
            }
        };
    }
}
