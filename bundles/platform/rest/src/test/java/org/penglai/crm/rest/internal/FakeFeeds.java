package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.feeds.spi.ChangeFeed;
import org.penglai.crm.feeds.spi.DeadLetters;
import org.penglai.crm.feeds.spi.Webhooks;

/** One change and one webhook. */
final class FakeFeeds implements ChangeFeed, Webhooks {
    volatile String asked;

    @Override
    public Page read(Caller caller, long after, Set<String> types, int limit) {
        asked = after + " " + types + " " + limit;
        return new Page(List.of(new Change(8, Instant.EPOCH, "customers", 5, 2, "updated", 7, List.of("name"))), 9, 12);
    }

    @Override
    public String secret(Caller caller, long id) {
        if (!caller.may("webhooks:update")) {
            throw new Forbidden("missingPermission", Localized.of("没有权限", "No right"));
        }
        return "whsec_" + id;
    }

    @Override
    public OutboxStatus.Consumer state(Caller caller, long id) {
        return new OutboxStatus.Consumer("webhook", false, true, 3, 9, 2, null, "answered 503");
    }

    @Override
    public void replay(Caller caller, long id, long after) {
        asked = id + " from " + after;
    }

    @Override
    public String test(Caller caller, long id) {
        return "the receiver answered 503";
    }

    @Override
    public List<DeadLetters.Letter> letters(Caller caller, long id, int limit) {
        return List.of(
                new DeadLetters.Letter(4, "webhook", 3, "customers", 5, "updated", 9, Instant.EPOCH, "answered 500"));
    }

    @Override
    public String sendAgain(Caller caller, long id, long letter) {
        asked = id + " again " + letter;
        return null;
    }

    @Override
    public void drop(Caller caller, long id, long letter) {
        asked = id + " drop " + letter;
    }
}
