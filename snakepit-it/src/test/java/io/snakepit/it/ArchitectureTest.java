package io.snakepit.it;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.snakepit.core.SnakepitModule;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/architecture.md that a compiler can't keep. */
class ArchitectureTest {

  private static final String API_PACKAGE = "io.snakepit.api";
  private static final String SPI_PACKAGE = "io.snakepit.spi";
  private static final String WIRE_PACKAGE = "io.snakepit.wire";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.snakepit");

  @Test
  void apiNeedsNothingButTheJdkAndAnnotations() {
    classes()
        .that()
        .resideInAnyPackage(API_PACKAGE, SPI_PACKAGE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            API_PACKAGE, SPI_PACKAGE, "java..", "org.apiguardian.api", "org.jspecify.annotations")
        .check(PRODUCTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "wire", "python", "testkit", "cli"})
  void modulesMeetOnlyInTheApi(String module) {
    seesOnly(module, API_PACKAGE, SPI_PACKAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio", "grpc"})
  void adaptersShareTheWireSupport(String module) {
    seesOnly(module, API_PACKAGE, SPI_PACKAGE, WIRE_PACKAGE);
  }

  private static void seesOnly(String module, String... others) {
    String own = "io.snakepit." + module;
    DescribedPredicate<JavaClass> ours =
        JavaClass.Predicates.resideInAnyPackage("io.snakepit..").as("of ours");
    DescribedPredicate<JavaClass> allowed =
        JavaClass.Predicates.resideInAPackage(own + "..")
            .or(JavaClass.Predicates.resideInAnyPackage(others));

    classes()
        .that()
        .resideInAPackage(own + "..")
        .should(onlyDependOnClassesThat(DescribedPredicate.not(ours).or(allowed)))
        .check(PRODUCTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "wire", "stdio", "grpc", "python", "testkit", "cli"})
  void aNameMeansOneThingInAModule(String module) {
    Map<String, List<JavaClass>> named =
        PRODUCTION.stream()
            .filter(JavaClass.Predicates.resideInAPackage("io.snakepit." + module + ".."))
            .filter(JavaClass::isTopLevelClass)
            .filter(it -> !it.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    assertThat(named).isNotEmpty();

    assertThat(named.values()).filteredOn(it -> it.size() > 1).isEmpty();
  }

  @Test
  void thePageSendsNobodyToWhatIsGone() throws IOException {
    String page = Files.readString(LocalArtifacts.ROOT.resolve("docs/architecture.md"));
    int start = page.indexOf("## Where to look");
    String section = page.substring(start, page.indexOf("\n## ", start));
    Set<String> known =
        PRODUCTION.stream()
            .flatMap(it -> Stream.of(it.getSimpleName(), it.getPackageName()))
            .map(it -> it.replaceFirst("^io\\.snakepit\\.", ""))
            .collect(Collectors.toSet());
    List<String> named =
        Pattern.compile("`(.+?)`").matcher(section).results().map(it -> it.group(1)).toList();
    assertThat(named).isNotEmpty();

    assertThat(named).filteredOn(it -> !known.contains(it)).isEmpty();
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.snakepit.(**)").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void onlyTheCommandWritesToStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.snakepit.cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(PRODUCTION);
  }

  /** The JDK's thread for it never ends, and keeps the class loader of whoever came first. */
  @Test
  void nothingIsScheduledByAFuture() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.snakepit.testkit..")
        .should()
        .callMethodWhere(
            target(owner(assignableTo(CompletableFuture.class)))
                .and(target(nameMatching("orTimeout|completeOnTimeout|delayedExecutor"))))
        .check(PRODUCTION);
  }

  @Test
  void whatOthersCompileAgainstSaysHowStableItIs() {
    classes()
        .that()
        .resideInAnyPackage(API_PACKAGE, SPI_PACKAGE, WIRE_PACKAGE, "io.snakepit.testkit..")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .or()
        .areAssignableTo(SnakepitModule.class)
        .should()
        .beAnnotatedWith(API.class)
        .check(PRODUCTION);
  }

  @Test
  void aStatusSaysSinceWhichVersion() {
    List<JavaClass> marked =
        PRODUCTION.stream().filter(it -> it.isAnnotatedWith(API.class)).toList();
    assertThat(marked).isNotEmpty();

    assertThat(marked)
        .filteredOn(it -> !it.getAnnotationOfType(API.class).since().matches("\\d+(\\.\\d+){2}"))
        .isEmpty();
  }

  @Test
  void packagesAreNullMarked() {
    Stream<JavaPackage> packages =
        PRODUCTION.getPackage("io.snakepit").getSubpackagesInTree().stream()
            .filter(it -> !it.getClasses().isEmpty());

    assertThat(packages).allMatch(it -> it.isAnnotatedWith(NullMarked.class));
  }
}
