package org.penglai.crm.support.internal.knowledge;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of an article as it was published once. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_article_version")
public class ArticleVersion extends RecordEntity {
    @Column(name = "title", length = 200)
    private String title;

    @Column(name = "article_id")
    private Long articleId;

    @Column(name = "version_number")
    private Integer versionNumber;

    @Column(name = "category", length = 60)
    private String category;

    @Column(name = "body", length = 10000)
    private String body;

    @Column(name = "visibility", length = 10)
    private String visibility;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_to")
    private LocalDate validTo;

    @Column(name = "is_live")
    private Boolean isLive;
}
