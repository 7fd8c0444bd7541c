package org.petctflow.learning.evaluate;

import java.util.ArrayList;
import java.util.List;

import org.petctflow.learning.data.Groups;

/** The same figures in parts of the rows, such as centres or sexes. */
public final class Subgroups {

    private Subgroups() {
    }

    /**
     * A part's figures.
     *
     * @param name the part
     * @param rows how many rows
     * @param positives how many of class 1
     * @param auc the area with DeLong's interval; NaN where the part has one class
     * @param accuracy share classed right, Wilson's interval
     * @param sensitivity likewise
     * @param specificity likewise
     * @param brier the Brier score
     * @param note why a number is not to be had, else empty
     */
    public record Row(String name, int rows, int positives, Interval auc, Interval accuracy, Interval sensitivity,
        Interval specificity, double brier, String note) {
    }

    /**
     * @param scored rows with probabilities
     * @param groups each row's part
     * @param threshold a row is classed positive from this probability on
     * @param level the level of the intervals, e.g. 0.95
     * @return a row for each part, in the groups' order; parts without rows are left out
     */
    public static List<Row> of(final Scored scored, final Groups groups, final double threshold, final double level) {
        return of(Predictions.of(scored, threshold, Groups.single(scored.rows())), groups, level);
    }

    /**
     * @param predictions the predictions
     * @param groups each row's part
     * @param level the level of the intervals, e.g. 0.95
     * @return a row for each part, in the groups' order; parts without rows are left out
     */
    public static List<Row> of(final Predictions predictions, final Groups groups, final double level) {
        if (groups.rows() != predictions.rows()) {
            throw new IllegalArgumentException(
                "There are " + predictions.rows() + " predictions, but subgroups of " + groups.rows() + " rows");
        }
        final List<Row> table = new ArrayList<>();
        final int[][] members = groups.members();
        for (int g = 0; g < members.length; g++) {
            if (members[g].length == 0) {
                continue;
            }
            final Predictions part = predictions.select(members[g]);
            final Confusion c = part.confusion();
            final int positives = part.scored().positives();
            Interval auc = new Interval(Double.NaN, Double.NaN, Double.NaN);
            String note = "All rows are of class " + part.scored().y()[0] + ", so there is no area under the curve";
            if (positives > 0 && positives < part.rows()) {
                final DeLong d = DeLong.of(part.scored(), part.patients(), level);
                auc = d.ci();
                note = d.note();
            }
            if (part.clustered()) {
                note += (note.isEmpty() ? "" : ". ") + "Intervals of shares take rows as independent: with several rows a patient they are too narrow";
            }
            table.add(new Row(groups.names().get(g), part.rows(), positives, auc, c.accuracy(Confusion.Method.WILSON, level),
                c.sensitivity(Confusion.Method.WILSON, level), c.specificity(Confusion.Method.WILSON, level),
                Calibrations.brier(part.scored()), note));
        }
        return table;
    }
}
