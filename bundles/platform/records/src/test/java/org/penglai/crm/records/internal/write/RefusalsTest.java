package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.security.spi.FieldRight;

/**
 * Everybody in firms made up by chance tries everything that he may not: out of sight is not there, seen but out of reach
 * is refused, no refusal tells a value, and none leaves a trace in any table.
 */
@Timeout(600)
class RefusalsTest {
    private RightsWorld firm;
    private RightsModel model;

    /** Something that a caller tries with a record. */
    @FunctionalInterface
    private interface Attempt {
        void on(Caller caller, String type, long id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsRefusedTellsNothingAndLeavesNothing(TestDatabase.Kind kind) {
        RightsWorld.each(kind, each -> {
            firm = each;
            model = each.model;
            Map<String, Integer> before = firm.checksum();
            for (long user : model.people()) {
                Caller caller = model.caller(user);
                for (String type : List.of("parties", "bookings")) {
                    for (RightsModel.Row row : model.rows(type).values()) {
                        attempts(type).forEach((name, attempt) -> refused(caller, type, row, name, attempt));
                    }
                    assertThat(firm.checksum()).as("user " + user + " " + type).isEqualTo(before);
                }
                references(caller);
                withheldFields(caller);
                deleted(caller);
                assertThat(firm.checksum()).as("user " + user).isEqualTo(before);
            }
        });
    }

    /** By operation and way; the way is of no matter. */
    private Map<String, Attempt> attempts(String type) {
        RecordWrites writes = firm.world.writes;
        Map<String, Object> values = type.equals("parties") ? Map.of("foundedOn", "2020-01-01") : Map.of("points", 1);
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put(
                "update",
                (caller, of, id) -> writes.apply(caller, List.of(new RecordChange.Update(of, id, null, values))));
        attempts.put(
                "update each",
                (caller, of, id) ->
                        rethrow(writes.applyEach(caller, List.of(new RecordChange.Update(of, id, null, values)))
                                .get(0)
                                .failure()));
        attempts.put(
                "update bulk",
                (caller, of, id) -> rethrow(writes.editEach(
                                caller, of, List.of(id), new Edit.Tags(List.of("x"), List.of()), null, edited -> {})
                        .get(0)
                        .failure()));
        attempts.put(
                "update undo",
                (caller, of, id) -> rethrow(
                        writes.undoEach(caller, List.of(new RecordChange.Update(of, id, null, values)), done -> {})
                                .get(0)
                                .failure()));
        attempts.put("update share", (caller, of, id) -> firm.teams.remove(caller, of, id, 4_711));
        attempts.put(
                "delete", (caller, of, id) -> writes.apply(caller, List.of(new RecordChange.Delete(of, id, null))));
        attempts.put(
                "delete each",
                (caller, of, id) -> rethrow(writes.applyEach(caller, List.of(new RecordChange.Delete(of, id, null)))
                        .get(0)
                        .failure()));
        if (type.equals("parties")) {
            attempts.put(
                    "promote", (caller, of, id) -> writes.act(caller, of, id, "promote", null, Map.of("reason", "x")));
        }
        return attempts;
    }

    private void refused(Caller caller, String type, RightsModel.Row row, String name, Attempt attempt) {
        long user = caller.userId();
        String operation = name.split(" ")[0];
        boolean may = model.may(user, type, operation);
        boolean sees = model.sees(user, type, row.id());
        boolean reaches = may && model.reaches(user, type, operation, row.id());
        boolean reads = model.may(user, type, "read");
        if (reaches && (sees || !reads)) {
            // Permitted; what comes of it is the matter of other tests.
            return;
        }
        String what = "user " + user + " " + name + " " + type + " " + row;
        CrmException refusal = catchThrowableOfType(CrmException.class, () -> attempt.on(caller, type, row.id()));
        assertThat(refusal).as(what).isNotNull();
        if (name.equals("update share")) {
            assertThat(refusal).as(what).isInstanceOf(sees || !reads ? Forbidden.class : NotFound.class);
        } else if (!may) {
            assertThat(refusal).as(what).isInstanceOf(Forbidden.class);
        } else {
            assertThat(refusal).as(what).isInstanceOf(sees ? Forbidden.class : NotFound.class);
        }
        for (Object value : row.values().values()) {
            assertThat(refusal.text().zh() + refusal.text().en() + refusal.violations())
                    .as(what)
                    .doesNotContain(String.valueOf(value));
        }
    }

    /** What is out of sight cannot be referred to, and what stands against it is what stands against nothing at all. */
    private void references(Caller caller) {
        long user = caller.userId();
        if (!model.may(user, "bookings", "create") || !model.may(user, "parties", "read")) {
            return;
        }
        for (RightsModel.Row party : model.parties.values()) {
            if (!model.sees(user, "parties", party.id())) {
                assertThat(booking(caller, party.id()).violations())
                        .isEqualTo(booking(caller, 4_711).violations());
            }
        }
    }

    private Invalid booking(Caller caller, long party) {
        RecordChange change = new RecordChange.Create("bookings", Map.of("subject", "约", "party", Ids.format(party)));
        return catchThrowableOfType(Invalid.class, () -> firm.world.writes.apply(caller, List.of(change)));
    }

    private void withheldFields(Caller caller) {
        long user = caller.userId();
        for (RightsModel.Row party : model.parties.values()) {
            if (!model.sees(user, "parties", party.id())
                    || !model.may(user, "parties", "update")
                    || !model.reaches(user, "parties", "update", party.id())) {
                continue;
            }
            for (String field : RightsModel.FIELDS) {
                FieldRight right = model.withheld(user, field);
                if (right != null) {
                    RecordChange change = new RecordChange.Update(
                            "parties",
                            party.id(),
                            null,
                            Map.of(field, party.values().get(field)));
                    Invalid refusal =
                            catchThrowableOfType(Invalid.class, () -> firm.world.writes.apply(caller, List.of(change)));
                    assertThat(refusal).as("user " + user + " " + field).isNotNull();
                    assertThat(refusal.violations().get(0).code())
                            .isEqualTo(right == FieldRight.HIDDEN ? "unknownField" : "readOnly");
                }
            }
        }
    }

    private void deleted(Caller caller) {
        for (long id : firm.deleted) {
            boolean permitted = model.may(caller.userId(), "parties", "delete")
                    && model.reaches(caller.userId(), "parties", "delete", id)
                    && (model.sees(caller.userId(), "parties", id) || !model.may(caller.userId(), "parties", "read"));
            if (!permitted) {
                assertThat(catchThrowableOfType(
                                CrmException.class, () -> firm.world.writes.restore(caller, "parties", id)))
                        .isInstanceOfAny(NotFound.class, Forbidden.class);
            }
        }
    }

    private static void rethrow(CrmException failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
