package org.penglai.crm.support.internal.knowledge;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.penglai.crm.api.records.RecordEntity;

/** Row of what one reader thinks of an article. The kernel reads and writes the attributes by name. */
@Entity
@Table(name = "crm_article_vote")
public class ArticleVote extends RecordEntity {
    @Column(name = "name", length = 200)
    private String name;

    @Column(name = "article_id")
    private Long articleId;

    @Column(name = "voter", length = 60)
    private String voter;

    @Column(name = "is_helpful")
    private Boolean isHelpful;
}
