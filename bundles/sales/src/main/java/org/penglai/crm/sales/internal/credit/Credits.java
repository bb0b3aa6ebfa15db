package org.penglai.crm.sales.internal.credit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.Spread;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.Standing;

/** Who gets how much of a deal, to the minor unit: largest remainders, the owner first. */
final class Credits {
    private Credits() {}

    /**
     * @param user null for a deal without an owner
     * @param department of that day; null for none
     */
    record Holder(Long user, Long department, String title, BigDecimal share) {}

    /** Of those who share a deal now. */
    static List<Holder> of(RecordReader records, Long owner, BigDecimal own, List<RecordSnapshot> others) {
        Map<Long, BigDecimal> shares = new LinkedHashMap<>();
        shares.put(owner, own);
        others.forEach(each -> shares.merge(
                each.reference(CreditShareType.USER),
                each.get(CreditShareType.SHARE, BigDecimal.class),
                BigDecimal::add));
        List<Holder> holders = new ArrayList<>();
        shares.forEach((user, share) -> {
            if (share.signum() > 0) {
                holders.add(new Holder(
                        user, Standing.department(records, user), title(Standing.name(records, user), share), share));
            }
        });
        return holders;
    }

    /** Of those who were credited with it. */
    static List<Holder> of(List<RecordSnapshot> credits) {
        return credits.stream()
                .map(row -> new Holder(
                        row.reference(SystemFields.OWNER),
                        row.reference(SystemFields.OWNER_DEPARTMENT),
                        row.text(SalesCreditType.TITLE),
                        row.get(SalesCreditType.SHARE, BigDecimal.class)))
                .toList();
    }

    /** @param worth null if the deal has no amount, or its currency no rate */
    static List<Map<String, Object>> rows(
            RecordSnapshot deal, List<Holder> holders, Money worth, Instant now, Currencies currencies) {
        List<BigDecimal> amounts = worth == null
                ? null
                : Spread.of(
                        worth.amount(),
                        holders.stream().map(Holder::share).toList(),
                        currencies.minorUnits(worth.currency()));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int at = 0; at < holders.size(); at++) {
            Holder holder = holders.get(at);
            Map<String, Object> row = new HashMap<>();
            row.put(SalesCreditType.TITLE, holder.title());
            row.put(SalesCreditType.OPPORTUNITY, deal.id());
            row.put(SystemFields.OWNER, holder.user());
            row.put(SystemFields.OWNER_DEPARTMENT, holder.department());
            row.put(SalesCreditType.SHARE, holder.share());
            row.put(SalesCreditType.BASE_AMOUNT, worth == null ? null : new Money(amounts.get(at), worth.currency()));
            row.put(SalesCreditType.CLOSED_ON, deal.values().get(OpportunityType.CLOSED_ON));
            row.put(SalesCreditType.AT, now);
            rows.add(row);
        }
        return rows;
    }

    static String title(String name, BigDecimal share) {
        BigDecimal percent =
                share.movePointRight(2).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return name + " " + percent.toPlainString() + "%";
    }
}
