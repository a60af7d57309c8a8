using Initializers.Words;
using Spectre.Console;

// The normal quantile first, whose errors are measured, and then all maps that are made of it and of uniform words.
bool normal = EveryNormal.Run(AnsiConsole.Console), maps = EveryMap.Run(AnsiConsole.Console);
return normal && maps ? 0 : 1;
