package org.petctflow.deep.train;

import java.nio.file.Path;
import java.util.Objects;

import org.petctflow.deep.data.Augmentation;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.JointLoss;

/**
 * What a training is told. Immutable.
 *
 * @param architecture the network
 * @param loss weights of the tasks and of the contrastive term
 * @param balanceClasses whether a class counts by the inverse of its frequency among the training patients
 * @param optimizer how parameters follow their gradients
 * @param schedule how the learning rate goes
 * @param epochs how often every patient is seen, at least 1
 * @param patience after how many epochs without a better validation loss the training stops; 0 for never
 * @param batchSize patients a step, at least 2; the last batches are made smaller alike
 * @param augmentation how training patients are varied
 * @param modalityDropout for which share of the patients one of two modalities is treated as missing while training, so that
 *            the network learns to do without
 * @param averaging how slowly the weights that are validated and kept follow the trained ones, 0 (they are the trained ones)
 *            to below 1: w = a * w + (1 - a) * trained after every step, with a rising to this number over the first steps
 * @param seed where all randomness comes from
 * @param device {@code auto}, {@code cpu} or {@code cuda:k}
 * @param threads PyTorch's threads; 0 for all processors
 * @param prefetch how many batches are prepared ahead, at least 1
 * @param checkpoint where the state is written after every epoch; null for nowhere
 * @param resume whether to go on from the checkpoint if there is one
 */
public record TrainOptions(Architecture architecture, JointLoss loss, boolean balanceClasses, OptimizerOptions optimizer,
    Schedule schedule, int epochs, int patience, int batchSize, Augmentation augmentation, double modalityDropout,
    double averaging, long seed, String device, int threads, int prefetch, Path checkpoint, boolean resume) {

    /** Checks the numbers. */
    public TrainOptions {
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(augmentation, "augmentation");
        Objects.requireNonNull(device, "device");
        check("number of epochs", epochs, 1, 1_000_000);
        check("patience", patience, 0, 1_000_000);
        check("batch size", batchSize, 2, 4096);
        check("number of threads", threads, 0, 4096);
        check("number of prefetched batches", prefetch, 1, 64);
        if (!(modalityDropout >= 0 && modalityDropout < 1)) {
            throw new IllegalArgumentException("The modality dropout must be from 0 to below 1, but was " + modalityDropout);
        }
        if (!(averaging >= 0 && averaging < 1)) {
            throw new IllegalArgumentException("The averaging must be from 0 to below 1, but was " + averaging);
        }
        if (loss.taskWeights().size() != architecture.classes().size()) {
            throw new IllegalArgumentException("There are " + loss.taskWeights().size() + " task weights for "
                + architecture.classes().size() + " tasks");
        }
        if (resume && checkpoint == null) {
            throw new IllegalArgumentException("To resume a training, name its checkpoint");
        }
    }

    private static void check(final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("The " + name + " must be from " + min + " to " + max + ", but was " + value);
        }
    }

    /**
     * The defaults for a network: AdamW at 0.001 on a cosine, 60 epochs without early stopping, batches of 8, classes balanced.
     *
     * @param architecture the network
     * @return the options
     */
    public static TrainOptions of(final Architecture architecture) {
        return new TrainOptions(architecture,
            new JointLoss(architecture.classes().stream().map(c -> 1.0).toList(), JointLoss.DEFAULT.contrastiveWeight(),
                JointLoss.DEFAULT.temperature()),
            true, OptimizerOptions.DEFAULT, Schedule.DEFAULT, 60, 0, 8, Augmentation.DEFAULT, 0, 0, 1, "auto", 0, 3, null,
            false);
    }

    /**
     * @param a another network
     * @return this with it
     */
    public TrainOptions withArchitecture(final Architecture a) {
        return new TrainOptions(a, loss, balanceClasses, optimizer, schedule, epochs, patience, batchSize, augmentation,
            modalityDropout, averaging, seed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newLoss another loss
     * @param balance whether classes are balanced
     * @return this with it
     */
    public TrainOptions withLoss(final JointLoss newLoss, final boolean balance) {
        return new TrainOptions(architecture, newLoss, balance, optimizer, schedule, epochs, patience, batchSize, augmentation,
            modalityDropout, averaging, seed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newOptimizer another optimiser
     * @param newSchedule another schedule
     * @return this with them
     */
    public TrainOptions withOptimizer(final OptimizerOptions newOptimizer, final Schedule newSchedule) {
        return new TrainOptions(architecture, loss, balanceClasses, newOptimizer, newSchedule, epochs, patience, batchSize,
            augmentation, modalityDropout, averaging, seed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newEpochs how many epochs
     * @param newPatience 0 for never
     * @param newBatchSize patients a step
     * @return this with them
     */
    public TrainOptions withEpochs(final int newEpochs, final int newPatience, final int newBatchSize) {
        return new TrainOptions(architecture, loss, balanceClasses, optimizer, schedule, newEpochs, newPatience, newBatchSize,
            augmentation, modalityDropout, averaging, seed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newAugmentation how patients are varied
     * @param newModalityDropout share of patients that lose a modality
     * @param newAveraging how slowly the kept weights follow
     * @return this with them
     */
    public TrainOptions withRegularization(final Augmentation newAugmentation, final double newModalityDropout,
        final double newAveraging) {
        return new TrainOptions(architecture, loss, balanceClasses, optimizer, schedule, epochs, patience, batchSize,
            newAugmentation, newModalityDropout, newAveraging, seed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newSeed another seed
     * @return this with it
     */
    public TrainOptions withSeed(final long newSeed) {
        return new TrainOptions(architecture, loss, balanceClasses, optimizer, schedule, epochs, patience, batchSize,
            augmentation, modalityDropout, averaging, newSeed, device, threads, prefetch, checkpoint, resume);
    }

    /**
     * @param newDevice {@code auto}, {@code cpu} or {@code cuda:k}
     * @param newThreads 0 for all processors
     * @param newPrefetch how many batches ahead
     * @return this with them
     */
    public TrainOptions withResources(final String newDevice, final int newThreads, final int newPrefetch) {
        return new TrainOptions(architecture, loss, balanceClasses, optimizer, schedule, epochs, patience, batchSize,
            augmentation, modalityDropout, averaging, seed, newDevice, newThreads, newPrefetch, checkpoint, resume);
    }

    /**
     * @param file where the state is written; null for nowhere
     * @param goOn whether to go on from it if it is there
     * @return this with them
     */
    public TrainOptions withCheckpoint(final Path file, final boolean goOn) {
        return new TrainOptions(architecture, loss, balanceClasses, optimizer, schedule, epochs, patience, batchSize,
            augmentation, modalityDropout, averaging, seed, device, threads, prefetch, file, goOn);
    }
}
