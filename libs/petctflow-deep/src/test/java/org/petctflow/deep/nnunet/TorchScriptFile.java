package org.petctflow.deep.nnunet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes networks without weights as TorchScript, by hand: a zip file of the program's text and of Python pickles (protocol 2) for the
 * module's attributes and the constants, as torch.jit.save lays them out (caffe2/serialize/inline_container.h). Constants stand in the
 * program.
 */
final class TorchScriptFile {

    /** The network of test-workflows/nnunet: of two channels, CT and PET, label 1 where PET is above 2.5. */
    static final String HOT = """
        pet = torch.slice(x, 1, 1, 2)
        return torch.cat([torch.mul(pet, 0.), torch.sub(pet, 2.5)], 1)
        """;

    private TorchScriptFile() {
    }

    /**
     * Writes the network of test-workflows/nnunet.
     *
     * @param args the file
     */
    public static void main(final String[] args) throws IOException {
        write(Path.of(args[0]), HOT);
    }

    /**
     * @param file where to
     * @param body statements that end with a return; the input is {@code x}, indented by four blanks
     */
    static void write(final Path file, final String body) throws IOException {
        final Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("data.pkl", module());
        parts.put("code/__torch__.py", ("""
            class Net(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def forward(self: __torch__.Net,
                x: Tensor) -> Tensor:
            """ + body.strip().indent(4)).getBytes(StandardCharsets.US_ASCII));
        parts.put("constants.pkl", new byte[]{(byte)0x80, 2, ')', '.'});
        parts.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (final Map.Entry<String, byte[]> part : parts.entrySet()) {
                final ZipEntry entry = new ZipEntry("net/" + part.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // same program, same bytes
                final CRC32 crc = new CRC32();
                crc.update(part.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCompressedSize(part.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
    }

    /** {@code __torch__.Net} with the attribute training = False. */
    private static byte[] module() {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{(byte)0x80, 2});                                            // protocol 2
        out.writeBytes("c__torch__\nNet\n".getBytes(StandardCharsets.US_ASCII));             // class
        out.writeBytes(new byte[]{'q', 0, ')', (byte)0x81, '}', '('});                        // a new object, a dictionary
        out.writeBytes(new byte[]{'X', 8, 0, 0, 0});
        out.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[]{'q', 1, (byte)0x89, 'u', 'b', 'q', 2, '.'});                // = False, set, end
        return out.toByteArray();
    }
}
