package org.penglai.crm.support.internal.knowledge;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;

/** Takes down what is no longer valid. Readers do not see it before that either: each page looks at the day. */
@Component
public final class ArticleExpiry implements PeriodicWork {
    private static final int AT_ONCE = 200;

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public ArticleExpiry(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records);
    }

    ArticleExpiry(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "support.articles";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(now, Caller.system().zone());
        String over = "isLive==true;validTo=lt=" + today;
        for (RecordSnapshot version :
                records.list(Caller.system(), ArticleVersionType.TYPE, new RecordQuery(over, "validTo,id", AT_ONCE))) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ReadModifyWrite.run(records, () -> changes(version.id()));
        }
    }

    private List<RecordChange> changes(long id) {
        List<RecordChange> changes = new ArrayList<>();
        records.find(Caller.system(), ArticleVersionType.TYPE, id)
                .filter(version -> Boolean.TRUE.equals(version.get(ArticleVersionType.IS_LIVE, Boolean.class)))
                .ifPresent(version -> {
                    changes.add(Publishing.hidden(version));
                    records.find(Caller.system(), ArticleType.TYPE, version.reference(ArticleVersionType.ARTICLE))
                            .filter(article -> ArticleType.PUBLISHED.equals(article.text(ArticleType.STATUS)))
                            .map(article -> new RecordChange.Update(
                                    ArticleType.TYPE,
                                    article.id(),
                                    article.version(),
                                    Map.of(ArticleType.STATUS, ArticleType.EXPIRED)))
                            .ifPresent(changes::add);
                });
        return changes;
    }
}
