package org.penglai.crm.records.internal.write;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.SystemFields;

/** The second capability's other type: keeps its party from being deleted. */
@Entity
@Table(name = "t_invoice")
public class Invoice extends RecordEntity {
    static final String TYPE = "invoices";

    @Column(length = 100)
    private String subject;

    @Column(name = "party_id")
    private Long partyId;

    static RecordDefinitionBuilder definition() {
        return RecordDefinition.of("crm-bookings", TYPE, Invoice.class)
                .unit("bookings")
                .label("发票", "Invoice", "Invoices")
                .title("subject")
                .field("subject", FieldKind.TEXT, f -> f.label("主题", "Subject").required())
                .reference("party", Party.TYPE, OnDelete.RESTRICT, f -> f.label("单位", "Party"))
                .onTimeline("invoice", "party", SystemFields.CREATED_AT, null);
    }
}
