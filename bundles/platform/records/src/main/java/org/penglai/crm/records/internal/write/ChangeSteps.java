package org.penglai.crm.records.internal.write;

import java.util.List;
import org.penglai.crm.api.records.RecordChange;

/**
 * A list of changes, each planned on its own.
 *
 * @param undo whether they bring back what was
 */
record ChangeSteps(List<RecordChange> changes, boolean undo) implements EachChange.Steps {
    @Override
    public int size() {
        return changes.size();
    }

    @Override
    public void plan(Planning planning, List<Integer> places) {
        planning.prefetch(places.stream().map(changes::get).toList());
        for (int place : places) {
            if (undo) {
                planning.undo(place, changes.get(place));
            } else {
                planning.add(place, changes.get(place));
            }
        }
    }
}
