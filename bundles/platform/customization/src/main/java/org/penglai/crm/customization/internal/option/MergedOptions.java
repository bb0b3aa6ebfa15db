package org.penglai.crm.customization.internal.option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.records.Option;

/** The options that a module brings, as administrators have changed them, and theirs. */
public final class MergedOptions {
    private static final int STEP = 10;
    private static final int BEHIND = 10_000;

    private MergedOptions() {}

    /**
     * @param shipped options of the module, in its order: 10, 20, 30 where nobody says otherwise
     * @param changed options of administrators; one with the code of a shipped option stands in its place
     */
    public static List<Option> of(List<Option> shipped, List<OptionRow> changed) {
        List<Placed> all = new ArrayList<>();
        Set<String> codes = new HashSet<>();
        for (int at = 0; at < shipped.size(); at++) {
            Option option = shipped.get(at);
            codes.add(option.code());
            int place = (at + 1) * STEP;
            all.add(changed.stream()
                    .filter(row -> row.code().equals(option.code()))
                    .findFirst()
                    .map(row -> placed(row, place))
                    .orElse(new Placed(place, option)));
        }
        changed.stream().filter(row -> !codes.contains(row.code())).forEach(row -> all.add(placed(row, BEHIND)));
        return all.stream()
                .sorted(Comparator.comparingInt(Placed::position))
                .map(Placed::option)
                .toList();
    }

    private static Placed placed(OptionRow row, int otherwise) {
        return new Placed(
                row.position() == null ? otherwise : row.position(),
                new Option(row.code(), row.label(), row.retired()));
    }

    private record Placed(int position, Option option) {}
}
