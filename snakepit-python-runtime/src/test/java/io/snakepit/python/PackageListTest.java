package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageListTest {

  @Test
  void blanksAndCommasPartPackages() {
    assertThat(PackageList.split(" numpy, pandas  scikit-learn,scipy "))
        .containsExactly("numpy", "pandas", "scikit-learn", "scipy");
  }

  @Test
  void commasBetweenBoundsAndExtrasDoNot() {
    assertThat(PackageList.split("numpy>=1.26,<3 pandas[excel, parquet]>=2,ruff == 0.6"))
        .containsExactly("numpy>=1.26,<3", "pandas[excel, parquet]>=2", "ruff == 0.6");
  }

  @Test
  void anEmptyLineNamesNothing() {
    assertThat(PackageList.split("  ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"numpy", "numpy>=1.26,<3", "pandas[excel, parquet]~=2.1", "a.b_c-d==1.*"})
  void namesWithBoundsAreSpecifiers(String text) {
    assertThat(PackageList.isSpecifier(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--index-url=x",
        "-r",
        "numpy @ https://example.org/a.whl",
        "./folder",
        "numpy; x<'3'",
        ""
      })
  void optionsAddressesAndPathsAreNot(String text) {
    assertThat(PackageList.isSpecifier(text)).isFalse();
  }
}
