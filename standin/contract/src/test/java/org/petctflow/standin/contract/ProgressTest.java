package org.petctflow.standin.contract;

import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;

/** Progress and cancel. */
@SuppressWarnings("all")
final class ProgressTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("ExecutionMonitor / progress");
        r.fact(
                "setProgress(0.5), getProgress",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    m.setProgress(0.5);
                    return m.getProgressMonitor().getProgress();
                });
        for (double v : new double[] {1.5, -1, Double.NaN, 0.0, 1.0}) {
            r.fact(
                    "setProgress(" + v + ") after 0.5",
                    () -> {
                        var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                        m.setProgress(0.5);
                        m.setProgress(v);
                        return m.getProgressMonitor().getProgress();
                    });
        }
        r.fact(
                "setProgress(0.3) after 0.6 (going backwards)",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    m.setProgress(0.6);
                    m.setProgress(0.3);
                    return m.getProgressMonitor().getProgress();
                });
        r.fact(
                "setProgress(0.2, \"msg\"), setMessage(null), setProgress(\"only message\")",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    m.setProgress(0.2, "msg");
                    String x = m.getProgressMonitor().getMessage();
                    m.setMessage((String) null);
                    x += " / " + m.getProgressMonitor().getMessage();
                    m.setProgress("only");
                    return x
                            + " / "
                            + m.getProgressMonitor().getMessage()
                            + " / "
                            + m.getProgressMonitor().getProgress();
                });
        r.fact(
                "initial progress and message",
                () -> {
                    var m = new DefaultNodeProgressMonitor();
                    return m.getProgress() + " / " + m.getMessage();
                });
        r.fact(
                "createSubProgress(0.5) set to 0.5, then 1; second sub (0.5) set to 0.5",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    var s = m.createSubProgress(0.5);
                    s.setProgress(0.5);
                    String x = "" + m.getProgressMonitor().getProgress();
                    s.setProgress(1.0);
                    x += ", " + m.getProgressMonitor().getProgress();
                    var s2 = m.createSubProgress(0.5);
                    s2.setProgress(0.5);
                    return x
                            + ", "
                            + m.getProgressMonitor().getProgress()
                            + "; message of sub \"m\": "
                            + msg(m, s2);
                });
        r.fact(
                "nested createSubProgress(0.5).createSubProgress(0.5) set to 1",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    m.createSubProgress(0.5).createSubProgress(0.5).setProgress(1.0);
                    return m.getProgressMonitor().getProgress();
                });
        r.fact(
                "createSubProgress(1.5)",
                () ->
                        new ExecutionMonitor(new DefaultNodeProgressMonitor())
                                .createSubProgress(1.5));
        r.fact(
                "createSubProgress(-0.1)",
                () ->
                        new ExecutionMonitor(new DefaultNodeProgressMonitor())
                                .createSubProgress(-0.1));
        r.fact(
                "createSilentSubProgress(0.5): message of sub not passed",
                () -> {
                    var m = new ExecutionMonitor(new DefaultNodeProgressMonitor());
                    var s = m.createSilentSubProgress(0.5);
                    s.setProgress(1.0, "quiet");
                    return m.getProgressMonitor().getProgress()
                            + " "
                            + m.getProgressMonitor().getMessage();
                });
        r.fact(
                "checkCanceled when not cancelled",
                () -> {
                    new ExecutionMonitor(new DefaultNodeProgressMonitor()).checkCanceled();
                    return "returns";
                });
        r.fact(
                "checkCanceled after setExecuteCanceled",
                () -> {
                    var p = new DefaultNodeProgressMonitor();
                    p.setExecuteCanceled();
                    new ExecutionMonitor(p).checkCanceled();
                    return "returns";
                });
        r.fact(
                "checkCanceled of a sub progress after cancelling the parent",
                () -> {
                    var p = new DefaultNodeProgressMonitor();
                    var m = new ExecutionMonitor(p).createSubProgress(0.1);
                    p.setExecuteCanceled();
                    m.checkCanceled();
                    return "returns";
                });
        r.fact(
                "setProgress after cancel: exception?",
                () -> {
                    var p = new DefaultNodeProgressMonitor();
                    p.setExecuteCanceled();
                    new ExecutionMonitor(p).setProgress(0.5);
                    return "no exception";
                });
    }

    static String msg(final ExecutionMonitor m, final ExecutionMonitor s) {
        s.setMessage("m");
        return m.getProgressMonitor().getMessage();
    }
}
