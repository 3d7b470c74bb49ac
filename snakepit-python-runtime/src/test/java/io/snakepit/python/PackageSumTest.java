package io.snakepit.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageSumTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numpy scipy | scipy numpy",
        "grpcio grpcio | grpcio",
        "NumPy | numpy",
        "scikit_learn | Scikit-Learn",
        "zope.interface | zope--interface",
        "numpy>=1.26,<3 | numpy <3, >= 1.26",
        "pandas[excel,Parquet] | pandas[parquet, excel]",
        "grpcio grpcio>=1.60 | grpcio>=1.60",
        "pandas[excel] pandas[parquet] | pandas[excel,parquet]",
        "pandas[] | pandas"
      })
  void whatPipTakesAlikeIsTheSame(String one, String other) {
    assertThat(sum(one)).isEqualTo(sum(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "numpy | scipy",
        "numpy | numpy scipy",
        "numpy | numpy>=1.26",
        "numpy==1.26 | numpy==1.27",
        "numpy===1.A | numpy===1.a",
        "pandas | pandas[excel]",
        "pandas[excel] | pandas-excel"
      })
  void whatItDoesNotIsAnother(String one, String other) {
    assertThat(sum(one)).isNotEqualTo(sum(other));
  }

  private static List<String> sum(String packages) {
    return PackageSum.of(PackageList.split(packages));
  }

  /** Only pip can judge it. */
  @Test
  void whatIsNoSpecifierStaysAsItIs() {
    assertThat(PackageSum.of(List.of("./Folder", "numpy")))
        .containsExactly("numpy[][]", "./Folder");
  }
}
