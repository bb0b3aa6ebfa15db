package org.penglai.crm.pools.internal;

import java.time.LocalDateTime;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordEntity;

/** An activity. */
@Entity
@Table(name = "t_visit")
public class Visit extends RecordEntity {
    static final String TYPE = "visits";

    @Column(name = "subject", length = 100)
    private String subject;

    @Column(name = "occurred_at")
    private LocalDateTime occurredAt;

    @Column(name = "counts_as_follow_up")
    private Boolean countsAsFollowUp;

    static RecordDefinition definition() {
        return RecordDefinition.of("test", TYPE, Visit.class)
                .unit("leads")
                .label("拜访", "Visit", "Visits")
                .title("subject")
                .field("subject", FieldKind.TEXT, f -> f.label("主题", "Subject").required())
                .links("related", f -> f.label("相关", "Related"))
                .field("occurredAt", FieldKind.INSTANT, f -> f.label("时间", "At"))
                .field("countsAsFollowUp", FieldKind.BOOLEAN, f -> f.label("计入跟进", "Counts")
                        .defaultValue(Boolean.TRUE))
                .build();
    }
}
