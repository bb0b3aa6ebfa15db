package org.penglai.crm.support.internal.knowledge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Readers say whether an article helped; who says it again changes his mind, and is counted once. */
final class Voting {
    private Voting() {}

    static List<ActionDefinition> actions() {
        return List.of(
                vote("voteHelpful", "有帮助", "Helpful", true), vote("voteUnhelpful", "没有帮助", "Not helpful", false));
    }

    private static ActionDefinition vote(String name, String zh, String en, boolean helpful) {
        return ActionDefinition.of(name, zh, en, input -> {
                    Outcome outcome = Outcome.none();
                    String voter = "user:" + RecordId.format(input.caller().userId());
                    Votes votes = Votes.of(input.records(), input.record(), voter, helpful);
                    votes.counts.forEach(outcome::set);
                    votes.change.ifPresent(outcome::follow);
                    return outcome;
                })
                .onlyIf(ActionCondition.filled(ArticleType.PUBLISHED_AT));
    }

    /** What a visitor's vote changes; nothing if it is there already. */
    static List<RecordChange> changes(RecordReader records, RecordSnapshot article, String voter, boolean helpful) {
        Votes votes = Votes.of(records, article, voter, helpful);
        return votes.change
                .map(change -> List.of(
                        change,
                        new RecordChange.Update(ArticleType.TYPE, article.id(), article.version(), votes.counts)))
                .orElse(List.of());
    }

    /**
     * @param change of the votes; empty if it says nothing new
     * @param counts new counts of the article
     */
    private record Votes(Optional<RecordChange> change, Map<String, Object> counts) {
        static Votes of(RecordReader records, RecordSnapshot article, String voter, boolean helpful) {
            String filter = "article==" + RecordId.format(article.id()) + ";voter==\"" + voter + "\"";
            Optional<RecordSnapshot> earlier =
                    records.list(Caller.system(), ArticleVoteType.TYPE, new RecordQuery(filter, "id", 1)).stream()
                            .findFirst();
            Optional<Boolean> said =
                    earlier.map(vote -> Boolean.TRUE.equals(vote.get(ArticleVoteType.IS_HELPFUL, Boolean.class)));
            if (said.isPresent() && said.get() == helpful) {
                return new Votes(Optional.empty(), Map.of());
            }
            Map<String, Object> counts = new HashMap<>();
            String now = helpful ? ArticleType.HELPFUL : ArticleType.UNHELPFUL;
            counts.put(now, article.integer(now, 0) + 1L);
            if (said.isPresent()) {
                String before = helpful ? ArticleType.UNHELPFUL : ArticleType.HELPFUL;
                counts.put(before, article.integer(before, 0) - 1L);
            }
            RecordChange change = earlier.<RecordChange>map(vote -> new RecordChange.Update(
                            ArticleVoteType.TYPE,
                            vote.id(),
                            vote.version(),
                            Map.of(ArticleVoteType.IS_HELPFUL, helpful)))
                    .orElseGet(() -> new RecordChange.Create(
                            ArticleVoteType.TYPE,
                            Map.of(
                                    ArticleVoteType.NAME,
                                    article.text(ArticleFields.TITLE),
                                    ArticleVoteType.ARTICLE,
                                    article.id(),
                                    ArticleVoteType.VOTER,
                                    voter,
                                    ArticleVoteType.IS_HELPFUL,
                                    helpful)));
            return new Votes(Optional.of(change), counts);
        }
    }
}
