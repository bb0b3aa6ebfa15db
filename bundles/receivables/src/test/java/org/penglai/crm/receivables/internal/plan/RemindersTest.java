package org.penglai.crm.receivables.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.receivables.internal.Books.as;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

/** The clock is moved by telling the work what time it is. */
class RemindersTest {
    private static final Instant NOW = Instant.now();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theOwnerIsToldOnceForEachStageUntilItIsPaid(TestDatabase.Kind kind) throws Exception {
        Books books = Books.on(kind);
        RecordSnapshot seller = books.person("沈");
        RecordSnapshot contract = books.draft(books.customer, "100");
        RecordSnapshot plan = plan(books, contract, seller, 20);
        PlanReminders reminders = new PlanReminders(books.kernel().records());
        reminders.run(after(15));
        books.text(plan, "reminded", null);
        books.act(contract, "activate");

        reminders.run(after(10));
        books.text(plan, "reminded", null);
        reminders.run(after(15));
        books.text(plan, "reminded", "soon");
        long version = books.now(plan).version();
        reminders.run(after(20));
        assertThat(books.now(plan).version()).as("once").isEqualTo(version);
        reminders.run(after(21));
        books.text(plan, "reminded", "late");
        reminders.run(after(52));
        books.text(plan, "reminded", "veryLate");

        books.kernel().update(plan, Map.of("dueOn", day(60)));
        books.text(plan, "reminded", null);
        reminders.run(after(60));
        books.text(plan, "reminded", "soon");
        books.share(books.confirmed("100"), plan, "40");
        reminders.run(after(90));
        books.text(plan, "reminded", "soon");
    }

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void theMarkAndTheNoticeAreOneWrite(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot seller = books.person("沈");
        RecordSnapshot before = books.now(plan(books, books.contract("100"), seller, 20));
        RecordSnapshot after = books.kernel().update(before, Map.of("reminded", "late"));
        RecordHook.Input mark = new RecordHook.Input(
                RecordHook.Operation.UPDATE,
                before,
                after,
                Caller.system(),
                books.kernel().records(),
                NOW);
        List<Notice> notices = PlanReminders.tell(mark).notices();
        assertThat(notices).hasSize(1);
        assertThat(notices.get(0).recipients()).isEqualTo(Set.of(seller.id()));
        assertThat(notices.get(0).text()).isEqualTo(after.text("title"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void myDayHasWhatIsLateOrDueSoonAndFinanceWhatWaits(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot seller = books.person("沈");
        RecordSnapshot contract = books.contract("100");
        plan(books, contract, seller, -3);
        plan(books, contract, seller, 5);
        RecordSnapshot far = books.contract("100");
        plan(books, far, seller, 50);
        plan(books, books.draft(books.customer, "100"), seller, -3);
        DueMoney inbox = new DueMoney(books.kernel().records());
        List<InboxItem> items = items(inbox, as(seller), "receivables.due");
        assertThat(items).extracting(InboxItem::overdue).containsExactly(true, false);
        assertThat(items).extracting(InboxItem::subtitle).containsExactly("40.00 CNY", "40.00 CNY");
        assertThat(items(inbox, as(books.person("别人")), "receivables.due")).isEmpty();

        RecordSnapshot receipt = books.receipt("7", Map.of());
        books.act(receipt, "submit");
        assertThat(items(inbox, as(seller), "receivables.toConfirm"))
                .extracting(InboxItem::id)
                .contains(receipt.id());
        Caller sales = new Caller(seller.id(), "s", "s", Locale.ENGLISH, ZoneId.of("UTC"), Set.of("receipts:read"));
        assertThat(inbox.sections(sales, NOW)).isEmpty();
    }

    private static List<InboxItem> items(DueMoney inbox, Caller caller, String section) {
        return inbox.sections(caller, NOW).stream()
                .filter(each -> each.id().equals(section))
                .map(InboxSection::items)
                .findFirst()
                .orElse(List.of());
    }

    private static RecordSnapshot plan(Books books, RecordSnapshot contract, RecordSnapshot owner, int days) {
        books.kernel()
                .list("paymentPlans", "contract.contractNo==" + contract.text("contractNo") + ";owner=null=true", 1)
                .forEach(books.kernel()::delete);
        return books.kernel()
                .create(
                        "paymentPlans",
                        Map.of(
                                "contract",
                                contract.id(),
                                "amount",
                                yuan("40"),
                                "dueOn",
                                day(days),
                                "owner",
                                owner.id()));
    }

    private static String day(int days) {
        return LocalDate.ofInstant(after(days), Caller.system().zone()).toString();
    }

    private static Instant after(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
