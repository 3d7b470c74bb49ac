package io.snakepit.cli;

import io.snakepit.cli.log.LogDetail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a subcommand: shows what there is. */
@Command(
    name = "snakepit",
    description = "Calls functions in pools of supervised worker processes.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      StreamCommand.class,
      ToolsCommand.class,
      DoctorCommand.class,
      StatusCommand.class,
      DemoCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:ok",
      "1:the tool raised",
      "2:usage or configuration",
      "3:deadline",
      "4:a worker died",
      "5:adapter or runtime unavailable",
      "6:pool saturated",
      "7:the output can't be written, or a defect of Snakepit",
      "130:interrupted"
    })
final class SnakepitCommand {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log everything, and show Java's stack trace of an error.")
  void verbose(boolean wanted) {
    if (wanted) {
      LogDetail.EVERYTHING.choose();
    }
  }
}
