package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Section;
import org.petctflow.headless.engine.NodeCatalog;

/**
 * KNIME takes a group of settings with sections inside its own class for a dialog of its own: it shows the group above all other sections, and shows
 * a section again if another setting wants to be in it. So shared settings have their sections outside.
 */
class DialogLayoutTest {

    @Test
    void sharedSettingsHaveTheirSectionsOutside() throws Exception {
        final List<String> groups = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        for (final NodeCatalog.Entry e : Lab.CATALOG.entries()) {
            if (e.factory().startsWith("org.petctflow.nodes.")) {
                for (final Field field : Class.forName(e.factory().replaceFirst("Factory$", "Parameters")).getDeclaredFields()) {
                    final Class<?> type = field.getType();
                    if (WidgetGroup.class.isAssignableFrom(type) && type.getName().startsWith("org.petctflow.")
                        && !NodeParameters.class.isAssignableFrom(type)) { // another node's whole dialog may stand above
                        groups.add(type.getSimpleName());
                        Arrays.stream(type.getDeclaredClasses()).filter(c -> c.isAnnotationPresent(Section.class))
                            .forEach(c -> wrong.add(e.factory() + ": " + c.getName()));
                    }
                }
            }
        }
        assertTrue(groups.contains("LearnerOptions") && groups.contains("StabilityOptions"), "groups are found: " + groups);
        assertEquals(List.of(), wrong);
    }
}
