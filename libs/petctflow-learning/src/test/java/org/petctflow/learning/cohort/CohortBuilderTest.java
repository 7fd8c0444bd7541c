package org.petctflow.learning.cohort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.petctflow.learning.cohort.CohortBuilder.Join;
import org.petctflow.learning.cohort.CohortBuilder.Missing;
import org.petctflow.learning.cohort.CohortBuilder.Repeated;
import org.petctflow.learning.cohort.CohortBuilder.Role;
import org.petctflow.learning.cohort.CohortBuilder.Rule;
import org.petctflow.learning.cohort.Condition.Operator;

class CohortBuilderTest {

    private static final List<String> NAMES = List.of("clinical", "PET");

    private static String refusal(final org.junit.jupiter.api.function.Executable e) {
        return assertThrows(IllegalArgumentException.class, e).getMessage();
    }

    @Test
    void rowsOfTheSameKeyAreJoined() {
        final List<String[]> tables = List.of(new String[]{"A", " B", "C"}, new String[]{"C", "B ", "D"});
        final CohortBuilder.Joined first = CohortBuilder.join(tables, NAMES, Join.FIRST, Repeated.REFUSE);
        assertEquals(List.of("A", "B", "C"), first.keys());
        assertArrayEquals(new int[][]{{0, -1}, {1, 1}, {2, 0}}, first.rows());
        final CohortBuilder.Joined any = CohortBuilder.join(tables, NAMES, Join.ANY, Repeated.REFUSE);
        assertEquals(List.of("A", "B", "C", "D"), any.keys());
        assertArrayEquals(new int[]{-1, 2}, any.rows()[3]);
    }

    @Test
    void aPatientWhoIsThereTwiceIsToldOrKeptOrLeft() {
        final List<String[]> tables = List.of(new String[]{"A", "B", "A"}, new String[]{"A", "B"});
        assertEquals("Rows 1 and 3 of the table 'clinical' have the same patient key: remove one of them, or group the table by patient before",
            refusal(() -> CohortBuilder.join(tables, NAMES, Join.FIRST, Repeated.REFUSE)));
        assertArrayEquals(new boolean[]{false, false, true}, CohortBuilder.join(tables, NAMES, Join.FIRST, Repeated.FIRST).repeated());
        final CohortBuilder.Joined all = CohortBuilder.join(tables, NAMES, Join.FIRST, Repeated.KEEP);
        assertArrayEquals(new boolean[3], all.repeated());
        assertArrayEquals(new int[]{2, 0}, all.rows()[2]);
        final List<String[]> twice = List.of(new String[]{"A"}, new String[]{"A", "A"});
        assertTrue(refusal(() -> CohortBuilder.join(twice, NAMES, Join.FIRST, Repeated.KEEP)).contains("table 'PET'"));
        assertTrue(refusal(() -> CohortBuilder.join(List.of(new String[]{"A", " "}, new String[]{"A"}), NAMES, Join.FIRST, Repeated.KEEP))
            .startsWith("Row 2 of the table 'clinical' has no patient key"));
    }

    @Test
    void theFirstRowThatTheRulesLeaveIsNotAgain() {
        assertArrayEquals(new boolean[]{false, false, true, false, false},
            CohortBuilder.again(List.of("A", "A", "A", "B", "B"), new int[]{0, -1, -1, -1, 1}));
    }

    @Test
    void eachLeavesForTheFirstRuleThatExcludesHim() {
        final List<Rule> rules = List.of(
            new Rule("under 18", Role.INCLUDE, "c", new Condition(Operator.AT_LEAST, "18"), Missing.NOT_MET),
            new Rule("treated", Role.EXCLUDE, "c", new Condition(Operator.EQUALS, "yes"), Missing.NOT_MET),
            new Rule("no label", Role.EXCLUDE, "c", new Condition(Operator.IS_MISSING, ""), Missing.NOT_MET));
        final String[][] values = {{"17", "40", null, "60.0", "18"}, {"yes", "YES", "no", null, "no"}, {null, "1", "1", null, "0"}};
        final CohortBuilder.Outcome o = CohortBuilder.apply(5, rules, i -> values[i]);
        assertArrayEquals(new int[]{0, 1, 0, 2, -1}, o.excludedBy());
        assertArrayEquals(new int[]{3, 2, 1}, o.remaining());
        assertEquals(Map.of("N", 1, "S", 0, "(missing)", 0),
            CohortBuilder.count(new String[]{"S", "S", null, "N", "N"}, new boolean[]{false, false, false, false, true}));
    }

    @Test
    void aValueThatCannotBeComparedIsNamed() {
        final Rule old = new Rule("adults", Role.INCLUDE, "age", new Condition(Operator.AT_LEAST, "18"), Missing.NOT_MET);
        assertEquals("Row 2, column 'age', rule 'adults': \"unknown\" is not a number",
            refusal(() -> CohortBuilder.apply(2, List.of(old), i -> new String[]{"30", "unknown"})));
    }

    @Test
    void aMissingValueDoesWhatTheRuleSays() {
        for (final Role role : Role.values()) {
            final Condition old = new Condition(Operator.GREATER, "80");
            assertTrue(new Rule("", role, "c", old, Missing.LEAVES).excludes(null));
            assertFalse(new Rule("", role, "c", old, Missing.STAYS).excludes(null));
            assertEquals(role == Role.INCLUDE, new Rule("", role, "c", old, Missing.NOT_MET).excludes(null));
        }
    }

    @Test
    void conditionsByHand() {
        assertTrue(new Condition(Operator.EQUALS, "1").isMet("1.0"));
        assertTrue(new Condition(Operator.EQUALS, "Adeno").isMet(" adeno "));
        assertTrue(new Condition(Operator.DIFFERS, "0012").isMet("13"));
        assertTrue(new Condition(Operator.LESS, "2.5").isMet("-inf"));
        assertFalse(new Condition(Operator.AT_MOST, "2.5").isMet("2.6"));
        assertTrue(new Condition(Operator.IS_ONE_OF, "I, II,IIIA").isMet("ii"));
        assertFalse(new Condition(Operator.IS_NONE_OF, "I, II").isMet("II"));
        assertTrue(new Condition(Operator.CONTAINS, "surg").isMet("before Surgery"));
        assertTrue(new Condition(Operator.MATCHES, "GD-\\d+").isMet("GD-12"));
        assertFalse(new Condition(Operator.MATCHES, "GD").isMet("GD-12"));
        assertTrue(new Condition(Operator.IS_PRESENT, "").isMet("x"));
        assertFalse(new Condition(Operator.EQUALS, "x").isMet(null));
        assertTrue(refusal(() -> new Condition(Operator.LESS, "many")).contains("\"many\" is not a number"));
        assertTrue(refusal(() -> new Condition(Operator.MATCHES, "(")).contains("no regular expression"));
        assertTrue(refusal(() -> new Condition(Operator.EQUALS, " ")).contains("empty"));
        assertTrue(refusal(() -> new Condition(Operator.LESS, "3").isMet("three")).contains("\"three\" is not a number"));
    }
}
