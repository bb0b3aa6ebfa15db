package org.penglai.crm.records.internal.value;

import java.util.Collection;
import java.util.List;
import org.penglai.crm.records.spi.Regions.Region;

/** Which of several divisions of one name is meant: province before prefecture before county, 市 before 县 before 区. */
final class DivisionRank {
    private DivisionRank() {}

    static List<Region> highest(Collection<Region> regions) {
        if (regions.size() <= 1) {
            return List.copyOf(regions);
        }
        int best = regions.stream().mapToInt(DivisionRank::of).min().orElseThrow();
        return regions.stream().filter(region -> of(region) == best).toList();
    }

    private static int of(Region region) {
        if (region.code().endsWith("0000")) {
            return 0;
        }
        if (region.code().endsWith("00")) {
            return 1;
        }
        return switch (region.name().charAt(region.name().length() - 1)) {
            case '市' -> 2;
            case '县', '旗' -> 3;
            case '区' -> 4;
            default -> 5;
        };
    }
}
