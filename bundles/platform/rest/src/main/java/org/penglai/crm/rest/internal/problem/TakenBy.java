package org.penglai.crm.rest.internal.problem;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Duplicates;
import org.penglai.crm.records.spi.Duplicates.Match;
import org.penglai.crm.records.spi.Taken;
import org.penglai.crm.rest.internal.http.ApiRequest;

/**
 * Says which record has the value that somebody wants: by its masked name, whose it is and when it was last followed up
 * where he may not see it.
 */
@Component(service = TakenBy.class)
public final class TakenBy {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public volatile Duplicates duplicates;

    Problem named(Taken taken, HttpServletRequest request) {
        Problem plain = Problem.of(taken);
        Duplicates present = duplicates;
        if (present == null) {
            return plain;
        }
        Caller caller = ApiRequest.of(request).caller();
        return present.holder(caller, taken.type(), taken.holder())
                .map(holder -> with(plain, text(holder, caller.zone())))
                .orElse(plain);
    }

    private static Problem with(Problem plain, Localized text) {
        List<Violation> violations = plain.violations().stream()
                .map(each -> new Violation(each.field(), each.code(), text))
                .toList();
        return new Problem(plain.status(), plain.code(), text, violations, null, null);
    }

    private static Localized text(Match holder, ZoneId zone) {
        List<String> zh = new ArrayList<>();
        List<String> en = new ArrayList<>();
        if (holder.owner() != null) {
            zh.add("负责人 " + holder.owner());
            en.add("owner " + holder.owner());
        }
        if (holder.pool() != null) {
            zh.add("公海 " + holder.pool());
            en.add("in the pool " + holder.pool());
        }
        Instant followed = holder.lastFollowUpAt();
        if (followed != null) {
            String day = followed.atZone(zone).toLocalDate().toString();
            zh.add("最近跟进 " + day);
            en.add("last followed up on " + day);
        }
        String more = zh.isEmpty() ? "" : "（" + String.join("，", zh) + "）";
        String moreEnglish = en.isEmpty() ? "" : " (" + String.join(", ", en) + ")";
        return Localized.of(
                "该值已被“" + holder.title() + "”使用" + more + "。",
                "“" + holder.title() + "” has this value already" + moreEnglish + ".");
    }
}
