package org.petctflow.deep.nnunet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.engine.TorchEngine;
import org.petctflow.deep.engine.Unfinished;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

/**
 * A network in a file of TorchScript. Such a file is a program of PyTorch's operations: only what the user names is loaded, after a
 * look at whether it can be one. For one thread at a time.
 */
final class TorchScript implements AutoCloseable {

    private static final long MAX_BYTES = 4L << 30;

    private static final int MAX_ENTRIES = 100_000;

    private final Unfinished m_unfinished;

    private final Path m_file;

    private final NDManager m_manager;

    private final PtSymbolBlock m_block;

    private TorchScript(final Unfinished unfinished, final Path file, final NDManager manager, final PtSymbolBlock block) {
        m_unfinished = unfinished;
        m_file = file;
        m_manager = manager;
        m_block = block;
    }

    /**
     * @param file the file
     * @param device where it computes
     * @return the network; to be closed
     * @throws IOException if it is none, or damaged
     */
    static TorchScript open(final Path file, final Device device) throws IOException {
        check(file);
        TorchEngine.start();
        final Unfinished unfinished = Unfinished.begin();
        final NDManager manager = TorchEngine.newManager(device);
        try {
            final PtSymbolBlock block = JniUtils.loadModule((PtNDManager)manager, file.toAbsolutePath(), true, new String[0],
                new String[0], false);
            JniUtils.enableInferenceMode(block);
            return new TorchScript(unfinished, file, manager, block);
        } catch (final EngineException | IllegalArgumentException | IllegalStateException e) {
            manager.close();
            unfinished.close();
            throw new IOException(file.getFileName() + " could not be loaded as TorchScript of PyTorch " + TorchEngine.PYTORCH_VERSION
                + ": " + firstLine(e), e);
        }
    }

    private static void check(final Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file.getFileName() + " is larger than " + (MAX_BYTES >> 30) + " GB, which no network is");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            boolean code = false;
            boolean data = false;
            long bytes = 0;
            if (zip.size() > MAX_ENTRIES) {
                throw new IOException(file.getFileName() + " holds " + zip.size() + " parts, which no network does");
            }
            for (final ZipEntry entry : Collections.list(zip.entries())) {
                bytes += Math.max(0, entry.getSize());
                code |= entry.getName().contains("/code/");
                data |= entry.getName().endsWith("/data.pkl");
            }
            if (bytes > 2 * MAX_BYTES) {
                throw new IOException(file.getFileName() + " would unpack to more than " + (2 * MAX_BYTES >> 30) + " GB");
            }
            if (!code) {
                throw new IOException(file.getFileName() + (data ? " holds weights without a program (a checkpoint of nnU-Net): export the "
                    + "network with torch.jit.trace and save it" : " is no TorchScript: it has no code"));
            }
        } catch (final ZipException e) {
            throw new IOException(file.getFileName() + " is no TorchScript, or it is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Runs the network on one window.
     *
     * @param input the values, channel by channel
     * @param shape batch (1), channels, and two or three axes
     * @param mirrors over which axes of the shape the input is mirrored, and the output back, one run each; an empty one for as it is
     * @param outputs how many channels come out
     * @return the mean over the mirrors
     * @throws IOException if the network does not take the input, or gives something else
     */
    float[] run(final float[] input, final long[] shape, final int[][] mirrors, final int outputs) throws IOException {
        final long[] expected = shape.clone();
        expected[1] = outputs;
        try (NDManager step = m_manager.newSubManager(); GradMode off = GradMode.off()) {
            final NDArray x = step.create(input, new Shape(shape));
            NDArray sum = null;
            for (final int[] mirror : mirrors) {
                final NDArray in = mirror.length == 0 ? x : x.flip(mirror);
                final NDArray out = forward(in, step);
                if (!Arrays.equals(out.getShape().getShape(), expected)) {
                    throw new IOException(m_file.getFileName() + " makes " + out.getShape() + " of " + x.getShape() + ", but "
                        + "dataset.json and plans.json let expect " + new Shape(expected));
                }
                final NDArray back = mirror.length == 0 ? out : out.flip(mirror);
                sum = sum == null ? back : sum.add(back);
            }
            return sum.div(mirrors.length).toFloatArray();
        } catch (final EngineException | IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new IOException(firstLine(e).toLowerCase(Locale.ROOT).contains("memory")
                ? "There is not enough memory for windows of " + new Shape(shape) + ": choose the CPU, or another configuration"
                : m_file.getFileName() + " does not take windows of " + new Shape(shape) + ": " + firstLine(e), e);
        }
    }

    /** The first output: with deep supervision others follow, in lower resolution. */
    private NDArray forward(final NDArray input, final NDManager step) {
        final NDList list = new NDList(input);
        list.attach(step);
        final NDList out = IValueUtils.forward(m_block, list, false);
        out.attach(step);
        if (out.isEmpty()) {
            throw new IllegalStateException("it gives nothing");
        }
        return out.get(0).toType(DataType.FLOAT32, false); // a network may compute in 16 or 64 bits
    }

    private static String firstLine(final RuntimeException e) {
        return String.valueOf(e.getMessage()).strip().split("\n")[0];
    }

    @Override
    public void close() {
        m_block.close();
        m_manager.close();
        m_unfinished.close();
    }
}
