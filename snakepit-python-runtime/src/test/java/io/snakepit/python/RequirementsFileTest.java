package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequirementsFileTest {

  @TempDir Path folder;

  @Test
  void plainLinesAreSpecifiers() throws IOException {
    RequirementsFile file =
        read(
            """
            # the model
            numpy>=1.26  # arrays

            scipy \\
              >=1.11
            foo; python_version<'3.12'
            """);

    assertThat(file.specifiers().orElseThrow())
        .containsExactly("numpy>=1.26", "scipy    >=1.11", "foo; python_version<'3.12'");
  }

  @Test
  void linesThatOnlyPipUnderstandsLeaveItToPip() throws IOException {
    assertThat(read("numpy\n-e ./here\n").specifiers()).isEmpty();
    assertThat(read("numpy @ https://example.org/numpy.whl\n").specifiers()).isEmpty();
    assertThat(read("--no-binary :all:\nnumpy\n").specifiers()).isEmpty();
  }

  @Test
  void includedFilesCountAsItsText() throws IOException {
    Files.writeString(folder.resolve("more.txt"), "scipy==1.11\n");
    RequirementsFile before = read("numpy\n-r more.txt\n-c requirements.txt\n-r missing.txt\n");
    Files.writeString(folder.resolve("more.txt"), "scipy==1.12\n");
    RequirementsFile after = RequirementsFile.read(before.path());

    assertThat(before.text()).contains("scipy==1.11");
    assertThat(after.text()).isNotEqualTo(before.text());
  }

  @Test
  void theMarkThatWindowsPutsFirstIsNoPartOfTheFirstLine() throws IOException {
    Files.writeString(folder.resolve("more.txt"), "scipy==1.11\n");

    assertThat(read("\uFEFFnumpy>=1.26\n").specifiers()).hasValue(List.of("numpy>=1.26"));
    assertThat(read("\uFEFF-r more.txt\n").text()).contains("scipy==1.11");
  }

  private RequirementsFile read(String text) throws IOException {
    return RequirementsFile.read(Files.writeString(folder.resolve("requirements.txt"), text));
  }
}
