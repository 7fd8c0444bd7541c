package org.petctflow.deep.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether this thread's operations are recorded for gradients, until closed. None is opened any more when the Java machine ends. PyTorch's switch is one a thread and on in new
 * threads. DJL's own GradientCollector is not used: it allows one in the whole Java machine, and two nodes may train, or
 * train and explain, at a time.
 */
public final class GradMode implements AutoCloseable {

    private final boolean m_before;

    private GradMode(final boolean on) {
        Unfinished.checkGoingOn();
        TorchEngine.start();
        m_before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
    }

    /** @return records until closed */
    public static GradMode on() {
        return new GradMode(true);
    }

    /** @return does not record until closed */
    public static GradMode off() {
        return new GradMode(false);
    }

    /**
     * Adds the gradient of a sum to every array that requires one.
     *
     * @param target the array whose elements are summed; computed while gradients were recorded
     * @throws java.util.concurrent.CancellationException if the Java machine ends
     */
    public static void backward(final NDArray target) {
        Unfinished.checkGoingOn();
        final NDManager manager = target.getManager();
        try (NDArray ones = manager.ones(target.getShape(), target.getDataType())) {
            JniUtils.backward((PtNDArray)target, (PtNDArray)ones, false, false);
        }
    }

    /**
     * @param array an array that requires a gradient
     * @return its gradient, to be closed; null if no backward pass reached it
     */
    public static NDArray gradient(final NDArray array) {
        return JniUtils.getGradient((PtNDArray)array);
    }

    /**
     * Sets a gradient back to zero.
     *
     * @param array an array that requires a gradient
     */
    public static void zeroGradient(final NDArray array) {
        JniUtils.zeroGrad((PtNDArray)array);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(m_before);
    }
}
