package org.petctflow.standin.contract;

import static org.petctflow.standin.contract.Tables.col;
import static org.petctflow.standin.contract.Tables.row;

import java.io.File;
import java.nio.file.Files;

import org.example.probe.FsCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.ExecutionContext;

/** File stores. */
@SuppressWarnings("all")
final class FileStoreTest extends FactTest {
    @Override
    void record(final Recorder r, final ExecutionContext e) throws Exception {
        r.area("File stores (inside execute)");
        e.createFileStore("one");
        r.fact(
                "createFileStore with the same name again",
                () -> e.createFileStore("one").getFile().getName());
        for (String n : new String[] {"", "a/b", "..", "a b ü.txt", "a\\b", "/abs", "x:y"}) {
            r.fact(
                    "createFileStore(\"" + n.replace("\\", "\\\\") + "\")",
                    () -> {
                        FileStore f = e.createFileStore(n);
                        return f.getFile().getName() + " exists=" + f.getFile().exists();
                    });
        }
        r.fact(
                "FileStore for a directory: getFile().mkdir() works",
                () -> {
                    FileStore f = e.createFileStore("dir");
                    return f.getFile().mkdir() + " " + new File(f.getFile(), "x").createNewFile();
                });
        r.fact(
                "FileStoreCell equality: two cells on the same store; on different stores",
                () -> {
                    FileStore f = e.createFileStore("eq1"), g = e.createFileStore("eq2");
                    Files.writeString(f.getFile().toPath(), "same");
                    Files.writeString(g.getFile().toPath(), "same");
                    return new FsCell(f, "l").equals(new FsCell(f, "l"))
                            + ", "
                            + new FsCell(f, "l").equals(new FsCell(g, "l"))
                            + ", same store other label: "
                            + new FsCell(f, "l").equals(new FsCell(f, "m"));
                });
        r.fact(
                "FileStoreCell in a table read back inside execute: content",
                () -> {
                    FileStore f = e.createFileStore("tab");
                    Files.writeString(f.getFile().toPath(), "hello");
                    var c = e.createDataContainer(new DataTableSpec(col("f", FsCell.TYPE)));
                    c.addRowToTable(row("R", new FsCell(f, "l")));
                    c.close();
                    return ((FsCell) c.getTable().iterator().next().getCell(0)).text();
                });
    }
}
