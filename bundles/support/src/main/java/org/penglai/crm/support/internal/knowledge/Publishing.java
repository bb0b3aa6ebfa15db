package org.penglai.crm.support.internal.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** An article is written, looked through, and then shown to its readers until it is replaced or taken down. */
final class Publishing {
    private static final String REASON = "reason";

    private Publishing() {}

    static List<ActionDefinition> actions() {
        return List.of(submit(), sendBack(), publish(), takeDown());
    }

    private static ActionDefinition submit() {
        return ActionDefinition.of("submit", "提交审核", "Submit", input -> {
                    require(input.record(), ArticleType.DRAFT, ArticleType.EXPIRED);
                    return Outcome.none().set(ArticleType.STATUS, ArticleType.REVIEW);
                })
                .onlyIf(ActionCondition.is(ArticleType.STATUS, ArticleType.DRAFT, ArticleType.EXPIRED));
    }

    private static ActionDefinition sendBack() {
        return ActionDefinition.of("sendBack", "退回修改", "Send back", input -> {
                    require(input.record(), ArticleType.REVIEW);
                    Outcome outcome = Outcome.none().set(ArticleType.STATUS, ArticleType.DRAFT);
                    Long owner = input.record().reference(SystemFields.OWNER);
                    return owner == null
                            ? outcome
                            : outcome.notify(new Notice(
                                    Set.of(owner),
                                    "articleSentBack",
                                    Localized.of("知识文章被退回", "An article was sent back"),
                                    (String) input.arguments().get(REASON),
                                    ArticleType.TYPE,
                                    input.record().id()));
                })
                .asking(REASON, FieldKind.LONG_TEXT, f -> f.label("修改意见", "What is to be changed")
                        .required())
                .onlyIf(ActionCondition.is(ArticleType.STATUS, ArticleType.REVIEW));
    }

    private static ActionDefinition publish() {
        return ActionDefinition.of("publish", "发布", "Publish", input -> {
                    RecordSnapshot article = input.record();
                    require(article, ArticleType.REVIEW);
                    long number = article.integer(ArticleType.NUMBER, 0) + 1;
                    Outcome outcome = Outcome.none()
                            .set(ArticleType.STATUS, ArticleType.PUBLISHED)
                            .set(ArticleType.NUMBER, number)
                            .set(ArticleType.PUBLISHED_AT, input.now());
                    live(input.records(), article.id()).map(Publishing::hidden).ifPresent(outcome::follow);
                    Map<String, Object> values = new HashMap<>();
                    ArticleFields.CONTENT.forEach(
                            field -> values.put(field, article.values().get(field)));
                    values.put(ArticleVersionType.ARTICLE, article.id());
                    values.put(ArticleVersionType.NUMBER, number);
                    values.put(ArticleVersionType.IS_LIVE, true);
                    return outcome.follow(new RecordChange.Create(ArticleVersionType.TYPE, values));
                })
                .onlyIf(ActionCondition.is(ArticleType.STATUS, ArticleType.REVIEW));
    }

    private static ActionDefinition takeDown() {
        return ActionDefinition.of("takeDown", "下架", "Take down", input -> {
                    RecordSnapshot version = live(
                                    input.records(), input.record().id())
                            .orElseThrow(() ->
                                    new Conflict("notShown", Localized.of("文章没有对读者展示。", "Readers do not see it.")));
                    return Outcome.none()
                            .set(ArticleType.STATUS, ArticleType.EXPIRED)
                            .follow(hidden(version));
                })
                .onlyIf(ActionCondition.isNot(ArticleType.STATUS, ArticleType.EXPIRED));
    }

    /** What readers see of an article; empty if nothing. */
    static Optional<RecordSnapshot> live(RecordReader records, long article) {
        String filter = "isLive==true;article==" + RecordId.format(article);
        return records.list(Caller.system(), ArticleVersionType.TYPE, new RecordQuery(filter, "id", 1)).stream()
                .findFirst();
    }

    /** The change by which readers do not see the version any more. */
    static RecordChange hidden(RecordSnapshot version) {
        return new RecordChange.Update(
                ArticleVersionType.TYPE, version.id(), version.version(), Map.of(ArticleVersionType.IS_LIVE, false));
    }

    private static void require(RecordSnapshot article, String... states) {
        if (!Set.of(states).contains(article.text(ArticleType.STATUS))) {
            throw new Conflict(
                    "wrongState", Localized.of("文章当前状态不允许这个操作。", "The article's present status does not allow this."));
        }
    }
}
