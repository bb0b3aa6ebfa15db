package org.penglai.crm.records.internal.write;

import java.util.function.Consumer;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.SystemFields;

/** What the second capability brings: goes with its party. */
@Entity
@Table(name = "t_booking")
public class Booking extends RecordEntity {
    static final String TYPE = "bookings";

    @Column(length = 100)
    private String subject;

    @Column(name = "party_id")
    private Long partyId;

    private Long points;

    static RecordDefinitionBuilder definition() {
        return definition(f -> f.label("单位", "Party"));
    }

    /** @param party what is said of the reference to the party */
    static RecordDefinitionBuilder definition(Consumer<FieldBuilder> party) {
        return RecordDefinition.of("crm-bookings", TYPE, Booking.class)
                .unit("bookings")
                .label("预订", "Booking", "Bookings")
                .title("subject")
                .field("subject", FieldKind.TEXT, f -> f.label("主题", "Subject").required())
                .reference("party", Party.TYPE, OnDelete.CASCADE, party)
                .field("points", FieldKind.INTEGER, f -> f.label("积分", "Points"))
                .links("related", f -> f.label("相关记录", "Related"))
                .links("guests", f -> f.label("客人", "Guests").targets(Party.TYPE))
                .onTimeline("booking", "related", SystemFields.CREATED_AT, "subject")
                .touches(Party.TYPE);
    }
}
