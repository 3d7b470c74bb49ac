/** What applications compile against, and what adapters and runtimes implement. */
module io.snakepit.api {
  requires static transitive org.apiguardian.api;
  requires static transitive org.jspecify;

  exports io.snakepit.api;
  exports io.snakepit.spi;

  uses io.snakepit.api.SnakepitProvider;
  uses io.snakepit.spi.Inventory.Taker;
  uses io.snakepit.spi.TestSupport;
}
