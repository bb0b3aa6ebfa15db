package org.penglai.crm.records.internal.write;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.Edit;

/** The same thing done to many records. What tags a record gets is decided from those it has when it is planned. */
record EditSteps(String type, List<Long> ids, Edit edit) implements EachChange.Steps {
    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public void plan(Planning planning, List<Integer> places) {
        planning.prefetch(places.stream()
                .<RecordChange>map(place -> new RecordChange.Delete(type, ids.get(place), null))
                .toList());
        places.forEach(place -> plan(planning, place, ids.get(place)));
    }

    private void plan(Planning planning, int place, long id) {
        if (edit instanceof Edit.Values change) {
            planning.add(place, new RecordChange.Update(type, id, null, change.values()));
        } else if (edit instanceof Edit.Tags tags) {
            planning.update(place, type, id, record -> Map.of(SystemFields.TAGS, after(record, tags)));
        } else if (edit instanceof Edit.Deletion) {
            planning.add(place, new RecordChange.Delete(type, id, null));
        } else if (edit instanceof Edit.Action action) {
            planning.act(place, type, id, action.name(), null, action.arguments());
        }
    }

    private static List<String> after(RecordSnapshot record, Edit.Tags edit) {
        Set<String> tags = new LinkedHashSet<>();
        if (record.values().get(SystemFields.TAGS) instanceof List<?> present) {
            present.forEach(tag -> tags.add((String) tag));
        }
        tags.addAll(edit.added());
        edit.removed().forEach(tags::remove);
        return List.copyOf(tags);
    }
}
