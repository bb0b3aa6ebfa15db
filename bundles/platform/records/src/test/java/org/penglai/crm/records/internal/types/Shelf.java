package org.penglai.crm.records.internal.types;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordEntity;

/** A small type, of which versions with mistakes can be made. */
@Entity
@Table(name = "rt_shelf")
public class Shelf extends RecordEntity {
    @Column(length = 50)
    String name;

    @Column(name = "name", length = 80, insertable = false, updatable = false)
    String longName;

    @Column(name = "height", insertable = false, updatable = false)
    Integer height;

    @Column(precision = 9, scale = 3)
    BigDecimal weight;

    @Column(name = "colour")
    String colour;

    static RecordDefinitionBuilder named(String module, String type) {
        return RecordDefinition.of(module, type, Shelf.class)
                .unit("shelf")
                .label("货架", "Shelf", "Shelves")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name").required());
    }
}
