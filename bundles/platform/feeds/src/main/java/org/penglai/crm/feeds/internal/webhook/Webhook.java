package org.penglai.crm.feeds.internal.webhook;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of a webhook. The kernel reads and writes the attributes by the names that {@link WebhooksType} gives. */
@Entity
@Table(name = "crm_webhook")
public class Webhook extends RecordEntity {
    @Column(name = "name", length = 100)
    private String name;

    @Column(name = "url", length = 1000)
    private String url;

    @Column(name = "types", length = 1000)
    private String types;

    @Column(name = "operations", length = 1000)
    private String operations;

    @Column(name = "active")
    private Boolean active;

    @Column(name = "secret_version")
    private Integer secretVersion;

    @Column(name = "remark", length = 1000)
    private String remark;
}
