package org.petctflow.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void readsQuotesAndMissingFields() {
        assertEquals(List.of(Arrays.asList("a", null, "b,\"c\"\n", ""), Arrays.asList(null, "1", "x", null)),
            Csv.parse("a,,\"b,\"\"c\"\"\n\",\"\"\r\n,1,x,\r\n"));
    }

    @Test
    void findsDifferences() {
        final String csv = "RowID,x\r\nr,1.0000000001\r\n";
        assertNull(Csv.difference(csv, "RowID,x\r\nr,1.0\r\n"));
        assertEquals("row r, column x: expected 1.0000000001, found 1.001", Csv.difference(csv, "RowID,x\r\nr,1.001\r\n"));
        assertEquals("row r, column x: expected 1.0000000001, found null", Csv.difference(csv, "RowID,x\r\nr,\r\n"));
        assertEquals("there are 2 rows, expected 1", Csv.difference(csv, csv + "s,1\r\n"));
        assertEquals("row 1 has not as many fields as the header", Csv.difference(csv, "RowID,x\r\nr\r\n"));
        assertNull(Csv.difference(csv, "y,RowID,x\r\n7,r,1.0000000001\r\n"));
        assertEquals("there is no column x, only [RowID, y]", Csv.difference(csv, "RowID,y\r\nr,1\r\n"));
    }
}
