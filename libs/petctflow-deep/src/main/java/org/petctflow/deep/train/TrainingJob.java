package org.petctflow.deep.train;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.petctflow.base.AtomicFiles;
import org.petctflow.base.DiskSpace;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.predict.Prediction;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;

/**
 * What a training in a process of its own is told, and the files of its folder. Numbers come back from JSON as they were, bit by
 * bit.
 *
 * @param cases the folder of the prepared patients; who they are lies in the job's folder
 * @param training who it learns from
 * @param validation who decides which epoch is kept
 * @param options what it is told
 */
record TrainingJob(Path cases, int[] training, int[] validation, TrainOptions options) {

    /** What is begun with this was not said by PyTorch or a library. */
    static final String MARK = "petctflow ";

    /** Who the patients are. */
    static final String CASES = "cases.json";

    static final String PROGRESS = MARK + "progress ";

    static final String EPOCH = MARK + "epoch ";

    private static final String JOB = "job.json";

    private static final String MODEL = "model";

    private static final String RESULT = "result.json";

    private static final String FAILURE = "failure.json";

    static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues()
        .registerTypeHierarchyAdapter(Path.class, new PathAdapter()).create();

    /** A path as text. */
    private static final class PathAdapter implements JsonSerializer<Path>, JsonDeserializer<Path> {
        @Override
        public JsonElement serialize(final Path path, final Type type, final JsonSerializationContext context) {
            return new JsonPrimitive(path.toAbsolutePath().toString());
        }

        @Override
        public Path deserialize(final JsonElement json, final Type type, final JsonDeserializationContext context) {
            return Path.of(json.getAsString());
        }
    }

    /** Where a training is. */
    record Report(double fraction, String message) {
    }

    /**
     * Why there is no result.
     *
     * @param message for a person
     * @param told whether the message says all; otherwise it is a mistake of ours, and the trace is for the log
     * @param trace the stack trace
     */
    record Failure(String message, boolean told, String trace) {
    }

    /** A {@link TrainResult} without the network, which lies beside it in its own format. */
    private record Result(List<EpochLosses> curve, List<Prediction> validation, int bestEpoch, boolean stoppedEarly,
        Map<Integer, String> leftOut, double waitedSeconds) {
    }

    void write(final Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(JOB), GSON.toJson(this));
    }

    static TrainingJob read(final Path folder) throws IOException {
        return read(folder.resolve(JOB), TrainingJob.class);
    }

    static void writeResult(final TrainResult result, final Path folder) throws IOException {
        try {
            result.model().write(folder.resolve(MODEL));
            AtomicFiles.writeString(folder.resolve(RESULT), GSON.toJson(new Result(result.curve(), result.validation(),
                result.bestEpoch(), result.stoppedEarly(), result.leftOut(), result.waitedSeconds())));
        } catch (final IOException e) {
            throw new IOException("The trained network could not be handed over in " + folder + ": " + e.getMessage() + " ("
                + DiskSpace.left(folder) + "). Free some space, or name another folder for temporary files with -Djava.io.tmpdir; go on "
                + "from the checkpoint if one was kept", e);
        }
    }

    static TrainResult readResult(final Path folder) throws IOException {
        final Result result = read(folder.resolve(RESULT), Result.class);
        return new TrainResult(DmdpModel.read(folder.resolve(MODEL)), result.curve, result.validation, result.bestEpoch,
            result.stoppedEarly, result.leftOut, result.waitedSeconds);
    }

    static void writeFailure(final Failure failure, final Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(FAILURE), GSON.toJson(failure));
    }

    /** @return null if there is none */
    static Failure readFailure(final Path folder) throws IOException {
        return Files.exists(folder.resolve(FAILURE)) ? read(folder.resolve(FAILURE), Failure.class) : null;
    }

    private static <T> T read(final Path file, final Class<T> type) throws IOException {
        try {
            final T value = GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), type);
            if (value == null) {
                throw new IOException(file.getFileName() + " of the training process is empty");
            }
            return value;
        } catch (final RuntimeException e) {
            // the records check themselves; Gson wraps what their constructors throw
            throw new IOException(file.getFileName() + " of the training process is damaged: "
                + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        }
    }
}
