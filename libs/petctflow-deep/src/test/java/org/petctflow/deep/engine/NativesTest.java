package org.petctflow.deep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which build of PyTorch is taken where there are several, and what is said where there is none. */
class NativesTest {

    @TempDir
    Path m_folder;

    private final List<URL> m_path = new ArrayList<>();

    private URL add(final String machine, final String flavor, final String version) throws IOException {
        final Path root = Files.createDirectories(m_folder.resolve(String.valueOf(m_path.size())));
        final Path file = root.resolve("native/lib/pytorch.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "version=" + version + "\nflavor=" + flavor + "\nclassifier=" + machine + "\nlibraries=libtorch.so\n");
        m_path.add(root.toUri().toURL());
        return file.toUri().toURL();
    }

    private URLClassLoader loader() {
        return new URLClassLoader(m_path.toArray(URL[]::new), null);
    }

    private Natives find(final String machine, final boolean gpu) {
        return Natives.find(loader(), machine, "2.7.1", () -> gpu);
    }

    private String message(final String machine) {
        return assertThrows(EngineUnavailableException.class, () -> find(machine, false)).getMessage();
    }

    @Test
    void takesWhatFitsAndCudaBeforeCpu() throws IOException {
        add("win-x86_64", "cpu", "2.7.1-20250812");
        final URL cpu = add("linux-x86_64", "cpu", "2.7.1-20250812");
        add("linux-x86_64", "cpu", "2.5.1-20250101");
        final URL cuda = add("linux-x86_64", "cu128", "2.7.1");
        final Natives found = find("linux-x86_64", false);
        assertEquals(List.of(cuda.toString(), cpu.toString()), found.urls().stream().map(URL::toString).toList(),
            "DJL itself passes the CUDA build over where there is no GPU");
        final ClassLoader loader = found.over(loader());
        assertEquals(found.urls(), Collections.list(loader.getResources("native/lib/pytorch.properties")));
        assertEquals(List.of(), Collections.list(loader.getResources("native/lib/other.properties")));
    }

    @Test
    void saysWhatToInstall() throws IOException {
        assertTrue(message("win-x86_64").matches(
            "PyTorch's natives for win-x86_64 are not installed\\. In KNIME: .*'PETCT Flow PyTorch natives'\\. Elsewhere: put "
                + "ai\\.djl\\.pytorch:pytorch-native-cpu:2\\.7\\.1:win-x86_64 on the class path"), message("win-x86_64"));
        add("linux-x86_64", "cpu", "2.7.1-20250812");
        add("win-x86_64", "cpu", "2.5.1");
        assertTrue(message("win-x86_64").contains("(there are those for linux-x86_64 cpu 2.7.1-20250812, win-x86_64 cpu 2.5.1)"));
    }

    @Test
    void saysWhereThereIsNoPytorch() {
        assertTrue(message("osx-x86_64").startsWith("There is no PyTorch 2.7.1 for osx-x86_64."), message("osx-x86_64"));
    }

    @Test
    void doesNotLetDjlDownloadWhereOnlyCudaIsInstalledAndNoGpuIsThere() throws IOException {
        add("linux-x86_64", "cu128", "2.7.1");
        assertTrue(message("linux-x86_64").startsWith("Only the CUDA build of PyTorch is installed"), message("linux-x86_64"));
        assertEquals(1, find("linux-x86_64", true).urls().size());
    }

    /** What was cut off, by a full disk or a program that was killed, would end the Java machine when it is loaded. */
    @Test
    void whatIsDamagedIsUnpackedAgain() throws IOException {
        add("linux-x86_64", "cpu", "2.7.1-20250812");
        final Path library = m_folder.resolve("0/pytorch/cpu/linux-x86_64/libtorch.so");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "the library");
        final Path bridge = m_folder.resolve("0/jnilib/linux-x86_64/cpu/libdjl_torch.so");
        Files.createDirectories(bridge.getParent());
        Files.writeString(bridge, "the bridge");
        final Natives natives = find("linux-x86_64", false);
        final Path cache = m_folder.resolve("cache");
        natives.deleteDamaged(cache, loader()); // nothing is there yet
        final Path unpacked = cache.resolve("pytorch/2.7.1-20250812-cpu-linux-x86_64");
        for (final String damaged : List.of("", "libtorch.so", "0.35.1-libdjl_torch.so", "missing")) {
            Files.createDirectories(unpacked);
            Files.writeString(unpacked.resolve("libtorch.so"), damaged.equals("libtorch.so") ? "the lib" : "the library");
            Files.writeString(unpacked.resolve("0.35.1-libdjl_torch.so"), damaged.contains("djl") ? "" : "the bridge");
            if (damaged.equals("missing")) {
                Files.delete(unpacked.resolve("libtorch.so"));
            }
            natives.deleteDamaged(cache, loader());
            assertEquals(damaged.isEmpty(), Files.exists(unpacked), damaged);
        }
    }
}
