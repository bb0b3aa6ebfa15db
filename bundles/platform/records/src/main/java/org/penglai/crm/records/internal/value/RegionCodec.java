package org.penglai.crm.records.internal.value;

import java.util.List;
import java.util.Map;
import org.penglai.crm.records.spi.Regions.Region;
import org.penglai.crm.records.spi.StoredField;

/** Administrative divisions by code or name; the form {@code {"code","title"}} in which they are read is taken back. */
final class RegionCodec implements Codec {
    private final NationalRegions regions;

    RegionCodec(NationalRegions regions) {
        this.regions = regions;
    }

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        Object named = raw instanceof Map<?, ?> read ? read.get("code") : raw;
        if (!(named instanceof String text)) {
            throw Refusal.wrongType("行政区划代码或名称", "the code or name of an administrative division");
        }
        List<Region> found = regions.candidates(text);
        if (found.isEmpty()) {
            throw new Refusal("unknownRegion", "没有这个行政区划。", "There is no such administrative division.");
        }
        if (found.size() > 1) {
            throw new Refusal(
                    "ambiguousRegion",
                    "有多个同名的行政区划，请写上所属的省市。",
                    "Several divisions have this name; put the province or city in front.");
        }
        return found.get(0).code();
    }
}
