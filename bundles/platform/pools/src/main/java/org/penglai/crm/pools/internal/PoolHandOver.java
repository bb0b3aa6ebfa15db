package org.penglai.crm.pools.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.handover.HeldRecords;

/** Pools and rules that give records to somebody who leaves give them to another from now on. */
@Component
public final class PoolHandOver implements HandOverSource {
    private static final List<HeldRecords> HELD = List.of(
            new HeldRecords(
                    "poolDefaults",
                    Localized.of("作为默认负责人的公海", "Pools with this default owner"),
                    PoolsType.TYPE,
                    "defaultOwner",
                    List.of(),
                    true),
            new HeldRecords(
                    "transferTargets",
                    Localized.of("分配给其的流转规则", "Rules that assign to this person"),
                    TransferRulesType.TYPE,
                    TransferRulesType.TO_OWNER,
                    List.of(),
                    false));

    @Override
    public List<HeldRecords> held() {
        return HELD;
    }
}
