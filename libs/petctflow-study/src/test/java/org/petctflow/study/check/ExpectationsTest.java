package org.petctflow.study.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

    private static final Object[][] VALUES =
        {{"P1/GTV", 7.911, "BQML"}, {"P2/GTV", null, "GML"}, {"P3/GTV", Double.POSITIVE_INFINITY, "a|b"}};

    private static final Expectations.Table TABLE = new Expectations.Table() {
        @Override
        public int rows() {
            return VALUES.length;
        }

        @Override
        public String name(final int row) {
            return (String)VALUES[row][0];
        }

        @Override
        public List<String> columns() {
            return List.of("SUVmax", "Units");
        }

        @Override
        public Object value(final int row, final int column) {
            return VALUES[row][column + 1];
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"P1/GTV | SUVmax | 7.911", "P1/GTV | SUVmax | 7.9 | 0.02", "P1/GTV | SUVmax | 7.9 | 0.2%",
        "P2/GTV | SUVmax | ?", "P3/GTV | SUVmax | Infinity", "P3/GTV | Units | a\\|b", "* | Units | !?",
        "# nothing", "P1/GTV|Units|BQML"})
    void whatIsAsExpectedPasses(final String line) {
        assertEquals(List.of(), Expectations.parse(line, "0").check(TABLE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
        value = {"P1/GTV | SUVmax | 7.9 | 0.01; row 'P1/GTV', column 'SUVmax': expected 7.9 within 0.01, found 7.911",
            "P1/GTV | SUVmax | 7.9 | 0.1%; row 'P1/GTV', column 'SUVmax': expected 7.9 within 0.1%, found 7.911",
            "P2/GTV | SUVmax | 1; row 'P2/GTV', column 'SUVmax': expected 1, found a missing value",
            "P1/GTV | SUVmax | ?; row 'P1/GTV', column 'SUVmax': expected a missing value, found 7.911",
            "P1/GTV | SUVmax | many; row 'P1/GTV', column 'SUVmax': expected many within 0, found 7.911",
            "P1/GTV | Units | GML; row 'P1/GTV', column 'Units': expected 'GML', found 'BQML'",
            "P9 | Units | GML; line 1: there is no row 'P9', but 'P1/GTV', 'P2/GTV', 'P3/GTV'",
            "P1/GTV | Unit | GML; line 1: there is no column 'Unit', but 'SUVmax', 'Units'"})
    void whatIsNotSaysRowColumnExpectedAndFound(final String line, final String message) {
        assertEquals(List.of(message), Expectations.parse(line, "0").check(TABLE));
    }

    @Test
    void everyRowThatIsWrongIsNamed() {
        assertEquals(2, Expectations.parse("* | Units | GML", "0").check(TABLE).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"P1", "P1 | a", "P1 | a | 1 | 2 | 3", "| a | 1", "P1 | a | 1 | x", "P1 | a | 1 | -1",
        "P1 | a | 1 | NaN", "P1 | a | 1 | %"})
    void aLineThatMakesNoSenseIsRefusedByItsNumber(final String line) {
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> Expectations.parse("# first\n" + line, "0"));
        assertEquals(true, e.getMessage().contains("ine 2"), e.getMessage());
    }
}
